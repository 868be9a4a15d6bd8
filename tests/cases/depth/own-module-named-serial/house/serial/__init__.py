"""A line format: one key, a colon, one JSON value."""

from .unpickler import Unpickler


def loads(raw):
    return Unpickler(raw).load()


def load(handle):
    return loads(handle.read())


def dumps(values):
    import json

    return "\n".join(f"{key}: {json.dumps(value)}" for key, value in values.items()).encode()
