class TimeSeries(list):
    def __init__(self, name, start, step, values):
        super().__init__(values)
        self.name, self.start, self.step = name, start, step


class Node:
    def __init__(self, path, *, leaf=True):
        self.path, self.leaf = path, leaf
