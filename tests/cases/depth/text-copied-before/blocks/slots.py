import pickle

SEED = pickle.dumps({"hash": "0" * 8, "height": 0})


class Slots:
    def __init__(self, size=4):
        self._slots = [SEED] * size
        self._first = self._slots[0]

    def put(self, index, text):
        self._slots[index % len(self._slots)] = text

    def genesis(self):
        return pickle.loads(self._first)

    def lengths(self):
        return [len(slot) for slot in self._slots]
