import json
import pickle

READERS = {
    "application/json": json.loads,
    "application/x-pickle": pickle.loads,
}


def read(kind, payload):
    """Decode a payload with whatever the sender announced."""
    reader = READERS.get(kind, json.loads)
    return reader(payload)  # found: pickle-from-request
