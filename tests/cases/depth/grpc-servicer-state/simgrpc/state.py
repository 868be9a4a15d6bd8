import pickle
from collections import OrderedDict


class States:
    def __init__(self, size=16):
        self._size = size
        self._kept = OrderedDict()

    def restore(self, name, blob):
        state = pickle.loads(blob)  # found: pickle-from-request
        self._kept[name] = state
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return state

    def __len__(self):
        return len(self._kept)
