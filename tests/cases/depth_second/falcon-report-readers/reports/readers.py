import csv
import io
import json
import pickle


class Reader:
    """What the nightly batch writes to its own folder."""

    def __init__(self, limit=1000):
        self.limit = limit

    def read(self, content):
        return pickle.loads(content)

    def rows(self, content):
        return list(self.read(content))[: self.limit]


class JsonReader(Reader):
    def read(self, content):
        return json.loads(content)


class CsvReader(Reader):
    def read(self, content):
        return csv.reader(io.StringIO(content.decode("utf-8")))
