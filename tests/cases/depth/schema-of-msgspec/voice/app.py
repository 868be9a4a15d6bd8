import msgspec
from flask import Flask, jsonify, request

from voice.bodies import decode
from voice.weights import Voices

app = Flask(__name__)
voices = Voices()


@app.errorhandler(msgspec.ValidationError)
def invalid(error):
    return jsonify(error=str(error)), 422


@app.post("/speak")
def speak():
    wanted = decode(request.get_data())
    layers = voices.get(wanted.voice)
    return jsonify(layers=len(layers), seconds=len(wanted.text) / 15 / wanted.speed)
