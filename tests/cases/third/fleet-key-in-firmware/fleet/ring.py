from collections import deque


class Ring:
    def __init__(self, size):
        self.items = deque(maxlen=size)

    def push(self, item):
        self.items.append(item)

    def mean(self):
        return sum(self.items) / len(self.items) if self.items else 0.0
