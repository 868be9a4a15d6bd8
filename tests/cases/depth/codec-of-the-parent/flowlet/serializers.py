import abc
import base64
import json
import pickle


class Serializer(abc.ABC):
    @abc.abstractmethod
    def loads(self, blob):
        """Turn the blob into an object."""

    @abc.abstractmethod
    def dumps(self, obj):
        """Turn the object into a blob."""

    def roundtrip(self, obj):
        return self.loads(self.dumps(obj))


class JSONSerializer(Serializer):
    def loads(self, blob):
        return json.loads(blob.decode())

    def dumps(self, obj):
        return json.dumps(obj).encode()


class PickleSerializer(Serializer):
    def loads(self, blob):
        return pickle.loads(base64.b64decode(blob))

    def dumps(self, obj):
        return base64.b64encode(pickle.dumps(obj))
