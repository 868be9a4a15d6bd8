import json
import pickle

from peewee import BlobField, TextField


class JSONText(TextField):
    def db_value(self, value):
        return json.dumps(value)

    def python_value(self, value):
        return json.loads(value) if value else None


class Histogram(BlobField):
    def db_value(self, value):
        return super().db_value(pickle.dumps([int(count) for count in value]))

    def python_value(self, value):
        return pickle.loads(bytes(value))
