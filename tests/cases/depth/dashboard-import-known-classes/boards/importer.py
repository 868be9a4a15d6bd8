import json

from boards.models import Dashboard, Slice

_KNOWN = {"Dashboard": Dashboard, "Slice": Slice}


class UnknownKind(ValueError):
    pass


def _decode(obj):
    kind = obj.pop("__class__", None)
    if kind is None:
        return obj
    if kind not in _KNOWN:
        raise UnknownKind(kind)
    return _KNOWN[kind](**obj)


def load_export(text):
    return json.loads(text, object_hook=_decode)
