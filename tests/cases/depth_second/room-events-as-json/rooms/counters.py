import pickle
from collections import Counter
from pathlib import Path

FILE = Path("/var/lib/rooms/counters.bin")


class Counters:
    def __init__(self):
        self.calls = Counter()
        if FILE.exists():
            self.calls.update(pickle.loads(FILE.read_bytes()))

    def count(self, method):
        self.calls[method] += 1

    def save(self):
        FILE.write_bytes(pickle.dumps(dict(self.calls)))
