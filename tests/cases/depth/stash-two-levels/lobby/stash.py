from collections import defaultdict


class Stash:
    def __init__(self):
        self._rooms = defaultdict(dict)

    def put(self, room, kind, value):
        self._rooms[room].setdefault(kind, {})["value"] = value

    def get(self, room, kind):
        return self._rooms[room].get(kind, {}).get("value")

    def kinds(self, room):
        return sorted(self._rooms[room])
