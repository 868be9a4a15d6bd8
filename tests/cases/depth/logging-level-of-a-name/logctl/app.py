from flask import Flask, jsonify, request

from logctl.apply import LEVELS, NoSuchLevel, set_level, start

app = Flask(__name__)
start()


@app.errorhandler(NoSuchLevel)
def no_such_level(_error):
    return jsonify(levels=LEVELS), 422


@app.put("/logging/<name>")
def change(name):
    set_level(name, request.form["level"])
    return "", 204


@app.get("/logging")
def levels():
    return jsonify(LEVELS)
