from collections import deque
from itertools import islice


class Ring:
    def __init__(self, size=1000):
        self._events = deque(maxlen=size)

    def append(self, event):
        self._events.append(event)

    def newest(self, count):
        return list(islice(reversed(self._events), count))
