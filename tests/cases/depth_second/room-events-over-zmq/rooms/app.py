import os
import threading
from collections import defaultdict

from flask import Flask, jsonify

from rooms.bus import ZmqBus

app = Flask(__name__)
MEMBERS = defaultdict(set)


def follow(bus):
    for data in bus.listen():
        if data["method"] == "enter_room":
            MEMBERS[data["room"]].add(data["sid"])
        elif data["method"] == "leave_room":
            MEMBERS[data["room"]].discard(data["sid"])


@app.get("/rooms")
def rooms():
    return jsonify({room: len(members) for room, members in MEMBERS.items()})


def main():
    bus = ZmqBus(os.environ.get("ROOMS_BUS", "tcp://0.0.0.0:5570"))
    threading.Thread(target=follow, args=(bus,), daemon=True).start()
    app.run(host="0.0.0.0")
