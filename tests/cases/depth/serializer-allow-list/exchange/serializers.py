import json
import pickle

import msgpack

MODULES = {"json": json, "msgpack": msgpack, "pickle": pickle}
PUBLIC = frozenset({"json", "msgpack"})


class NotPublic(ValueError):
    pass


def public_loads(name, raw):
    if name not in PUBLIC:
        raise NotPublic(name)
    loads = getattr(MODULES[name], "loads")
    return loads(raw)
