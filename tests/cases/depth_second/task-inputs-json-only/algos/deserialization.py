import csv
import io
import json

_readers = {}


def reader(name):
    def decorate(func):
        _readers[name] = func
        return func

    return decorate


@reader("json")
def read_json(content):
    return json.loads(content)


@reader("csv")
def read_csv(content):
    rows = csv.DictReader(io.StringIO(content.decode("utf-8")))
    return {"args": [[float(row["value"]) for row in rows]], "method": "count"}


@reader("pickle")
def refuse(content):
    raise ValueError(f"{len(content)} bytes of a format that is no longer read")


def load_data(content):
    name, _, rest = content.partition(b".")
    return _readers[name.decode("ascii")](rest)
