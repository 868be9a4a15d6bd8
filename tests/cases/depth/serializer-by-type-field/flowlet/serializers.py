import base64
import json
import pickle


class Serializer:
    registry = {}  # noqa: RUF012  # filled by the subclasses

    def __init_subclass__(cls, *, type_name, **kwargs):
        super().__init_subclass__(**kwargs)
        Serializer.registry[type_name] = cls

    @classmethod
    def of(cls, type_name):
        return cls.registry[type_name]()

    def loads(self, blob):
        raise NotImplementedError


class JSONSerializer(Serializer, type_name="json"):
    def loads(self, blob):
        return json.loads(blob)


class PickleSerializer(Serializer, type_name="pickle"):
    def loads(self, blob):
        return pickle.loads(base64.b64decode(blob))  # found: pickle-from-request
