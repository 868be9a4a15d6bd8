import json
import pickle
import tomllib

FORMATS = {
    "application/json": json.loads,
    "application/toml": lambda raw: tomllib.loads(raw.decode()),
    "application/x-pickle": pickle.loads,
}


class NotAccepted(Exception):
    pass


def read(raw, kind, accepted):
    if kind not in accepted:
        raise NotAccepted(kind)
    reader = FORMATS.get(kind, json.loads)
    return reader(raw)  # found: pickle-from-request
