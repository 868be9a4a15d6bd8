import json

_REGISTERED = set()


def register(cls):
    _REGISTERED.add(cls)
    return cls


def _decode(plain):
    wanted = plain.get("__class__")
    cls = next((known for known in _REGISTERED if known.__name__ == wanted), None)
    if cls is None:
        return plain
    return cls.from_dict(plain)


class Serializable:
    fields: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, plain):
        obj = cls()
        for name in cls.fields:
            if name in plain:
                object.__setattr__(obj, name, plain[name])
        return obj

    @classmethod
    def deserialize(cls, text):
        return json.loads(text, object_hook=_decode)
