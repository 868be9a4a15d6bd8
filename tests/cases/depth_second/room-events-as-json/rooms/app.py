import atexit
import os
import threading

from flask import Flask, jsonify

from rooms.bus import ZmqBus
from rooms.counters import Counters

app = Flask(__name__)
counters = Counters()
METHODS = {"emit", "enter_room", "leave_room"}


def follow(bus):
    for data in bus.listen():
        if data["method"] in METHODS:
            counters.count(data["method"])


@app.get("/calls")
def calls():
    return jsonify(counters.calls)


def main():
    atexit.register(counters.save)
    bus = ZmqBus(os.environ.get("ROOMS_BUS", "tcp://127.0.0.1:5570"))
    threading.Thread(target=follow, args=(bus,), daemon=True).start()
    app.run()
