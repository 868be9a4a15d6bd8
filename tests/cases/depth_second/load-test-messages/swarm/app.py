import os
import threading

import zmq
from flask import Flask, jsonify

from swarm.protocol import Message

app = Flask(__name__)
NODES = {}


def receive(port):
    socket = zmq.Context().socket(zmq.ROUTER)
    socket.bind(f"tcp://*:{port}")
    while True:
        _, frame = socket.recv_multipart()
        message = Message.unserialize(frame)
        handler = globals()["on_stats"] if message.type == "stats" else on_other
        handler(message)


def on_stats(message):
    NODES[message.node_id] = {"users": int(message.data["user_count"])}


def on_other(message):
    app.logger.info("%s from %s", message.type, message.node_id)


@app.get("/nodes")
def nodes():
    return jsonify(NODES)


def main():
    port = int(os.environ.get("SWARM_PORT", "5557"))
    threading.Thread(target=receive, args=(port,), daemon=True).start()
    app.run()
