from flask import Flask, jsonify, request

from live.channel import publish
from live.listener import Listener

app = Flask(__name__)
listener = Listener()
listener.start()


@app.post("/live")
def post_live():
    return jsonify(listeners=publish(request.get_data()))


@app.get("/live")
def get_live():
    return jsonify(latest=repr(listener.latest))
