from pickle import HIGHEST_PROTOCOL, dumps, loads

from peewee import BlobField


class StateField(BlobField):
    def db_value(self, value):
        packed = value if isinstance(value, (bytes, memoryview)) else dumps(value, HIGHEST_PROTOCOL)
        return super().db_value(packed)

    def python_value(self, value):
        if value is None:
            return {}
        return loads(bytes(value))  # found: pickle-from-request
