import pickle

import attrs


def _empty():
    return pickle.dumps({"acknowledged": False, "tries": 0})


@attrs.define
class Message:
    topic: str = attrs.field(converter=str.lower)
    text: str = ""
    delivery: bytes = attrs.field(factory=_empty)

    def state(self):
        return pickle.loads(self.delivery)

    def tried(self):
        state = self.state()
        state["tries"] += 1
        return attrs.evolve(self, delivery=pickle.dumps(state))
