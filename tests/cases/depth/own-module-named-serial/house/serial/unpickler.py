import json


class Unpickler:
    def __init__(self, raw):
        self._lines = raw.decode("utf-8").splitlines()

    def find_class(self, module, name):
        raise LookupError(f"{module}.{name}")

    def load(self):
        values = {}
        for line in self._lines:
            key, _, text = line.partition(":")
            values[key.strip()] = json.loads(text)
        return values
