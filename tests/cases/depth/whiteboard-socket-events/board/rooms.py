import jsonpickle


class Shape:
    def __init__(self, kind, points):
        self.kind, self.points = kind, points


class Room:
    def __init__(self, name):
        self.name = name
        self.shapes = []

    def snapshot(self):
        return jsonpickle.encode(self.shapes)

    def restore(self, text):
        self.shapes = jsonpickle.decode(text, safe=True)  # found: deserializer-from-request


class Rooms(dict):
    def __missing__(self, name):
        room = self[name] = Room(name)
        return room


rooms = Rooms()
