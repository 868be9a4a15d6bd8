from deepdiff import DeepDiff, Delta


class State:
    def __init__(self, values):
        self.values = values

    def apply(self, dump):
        delta = Delta(dump, raise_errors=True)  # found: deserializer-from-request
        before = self.values
        self.values = before + delta
        return DeepDiff(before, self.values).to_dict()
