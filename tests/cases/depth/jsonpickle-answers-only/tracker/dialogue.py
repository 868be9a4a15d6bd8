import json
from pathlib import Path

import jsonpickle

jsonpickle.set_encoder_options("json", sort_keys=True, indent=1)
SAVED = Path("/var/lib/tracker/initial.json")


class Event:
    def __init__(self, name, text):
        self.name, self.text = name, text


class Tracker:
    def __init__(self, sender):
        self.sender = sender
        self.events = []

    def update(self, payload):
        body = json.loads(payload)
        self.events.append(Event(body.get("name", "user"), body.get("text", "")))
        return len(self.events)

    def dump(self):
        return jsonpickle.encode(self, unpicklable=False)


def initial_events():
    if not SAVED.is_file():
        return []
    return jsonpickle.decode(SAVED.read_text())
