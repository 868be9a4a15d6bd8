import pickle

from peewee import BlobField


class ObjectField(BlobField):
    def db_value(self, value):
        if not isinstance(value, (bytes, bytearray)):
            value = pickle.dumps(value)
        return super().db_value(value)

    def python_value(self, value):
        if value is None:
            return None
        return pickle.loads(bytes(value))  # found: pickle-from-request
