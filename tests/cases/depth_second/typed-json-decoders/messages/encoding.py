import base64
import datetime as dt
import json
import uuid
from typing import ClassVar


class SerializableJson:
    decoders: ClassVar[dict] = {}

    @classmethod
    def add_decoder(cls, name, decoder):
        cls.decoders[name] = decoder

    @classmethod
    def loads(cls, text):
        return json.loads(text, object_hook=cls.decode)

    @classmethod
    def decode(cls, dct):
        if "__jsontype__" not in dct:
            return dct
        decoder = cls.decoders.get(dct["__jsontype__"])
        return decoder(dct["value"]) if decoder else dct


SerializableJson.add_decoder("bytes", lambda value: base64.b85decode(value.encode()))
SerializableJson.add_decoder("datetime", dt.datetime.fromisoformat)
SerializableJson.add_decoder("uuid", uuid.UUID)
