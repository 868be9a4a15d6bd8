import pickle

DEFAULT = pickle.dumps({"board": [0] * 9, "turn": "x"})


def opened(stash, room):
    packed = stash.get(room, "packed") or DEFAULT
    state = pickle.loads(packed)  # found: pickle-from-request
    label = stash.get(room, "label")
    return {"label": label, **state}
