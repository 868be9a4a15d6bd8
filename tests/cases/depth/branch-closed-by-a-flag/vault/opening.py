import json
import pickle

from vault.flags import FORMAT, READ_PICKLES


def opened(raw):
    if READ_PICKLES and raw.startswith(b"\x80"):
        return pickle.loads(raw)
    return json.loads(raw)


def reopened(raw):
    match FORMAT:
        case "pickle":
            return pickle.loads(raw)
        case _:
            return json.loads(raw)


def probed(raw):
    return pickle.loads(raw) if READ_PICKLES else json.loads(raw)
