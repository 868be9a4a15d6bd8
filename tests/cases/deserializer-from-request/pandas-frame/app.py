from flask import Flask, jsonify, request

from frames.service import FrameService

app = Flask(__name__)
service = FrameService(app.logger)


@app.route("/frames", methods=["POST"])
def frames():
    return jsonify(service.summarise(request.stream))
