import json
import pickle


def _text(data):
    return data.decode("utf-8", "strict")


PUBLIC = {"json": json.loads, "text": _text}
INTERNAL = {"json": json.loads, "native": pickle.loads}


def decode_public(kind, data):
    return PUBLIC[kind](data)


def decode_internal(kind, data):
    return INTERNAL[kind](data)
