from flask import Flask, jsonify, request

from inbox.receiver import Receiver
from inbox.ring import Ring


def create_app(port=5577):
    app = Flask(__name__)
    ring = Ring()
    Receiver(port, ring).start()

    @app.get("/events")
    def events():
        return jsonify([str(event) for event in ring.newest(request.args.get("count", 20, type=int))])

    return app
