import json
from typing import ClassVar


class SerializableJson:
    decoders: ClassVar[dict] = {}

    @classmethod
    def decoder(cls, name):
        def add(func):
            cls.decoders[name] = func
            return func

        return add

    @classmethod
    def loads(cls, text):
        return json.loads(text, object_hook=cls.decode)

    @classmethod
    def decode(cls, dct):
        if dct.get("__jsontype__") in cls.decoders:
            return cls.decoders[dct["__jsontype__"]](dct["value"])
        return dct
