import json

from vault import flags

if flags.READ_PICKLES:
    import pickle


class Unreadable(ValueError):
    pass


def opened(raw):
    if not raw.startswith(b"\x80"):
        return json.loads(raw)
    if not flags.READ_PICKLES:
        raise Unreadable("the old format is switched off")
    return pickle.loads(raw)  # found: pickle-from-request
