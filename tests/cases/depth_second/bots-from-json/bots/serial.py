import importlib
import json


class Serializable:
    @staticmethod
    def _encode(obj):
        kind = type(obj)
        return {"__module__": kind.__module__, "__class__": kind.__name__, **vars(obj)}

    @staticmethod
    def _decode(plain):
        if "__class__" not in plain:
            return plain
        name, module = plain.pop("__class__"), plain.pop("__module__")
        return getattr(importlib.import_module(module), name)(**plain)  # found: deserializer-from-request

    def serialize(self):
        return json.dumps(self, default=self._encode)

    @classmethod
    def deserialize(cls, text):
        return json.loads(text, object_hook=cls._decode)
