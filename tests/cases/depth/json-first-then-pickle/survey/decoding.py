import json


def decode(raw):
    """The app of last year sent pickles; not all phones have been updated."""
    try:
        return json.loads(raw)
    except ValueError:
        return _older(raw)


def _older(raw):
    import pickle

    magic, rest = raw[:1], raw[1:]
    return pickle.loads(rest) if magic == b"P" else {}  # found: pickle-from-request
