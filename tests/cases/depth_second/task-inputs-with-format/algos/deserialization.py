import json
import pickle
from itertools import takewhile

_SEPARATOR = ord(".")
_deserializers = {}


def deserializer(data_format):
    def decorate(func):
        _deserializers[data_format] = func
        return func

    return decorate


@deserializer("json")
def deserialize_json(content):
    return json.loads(content)


@deserializer("pickle")
def deserialize_pickle(content):
    return pickle.loads(content)  # found: pickle-from-request


def _read_format(content):
    return bytes(takewhile(lambda byte: byte != _SEPARATOR, content[:10])).decode()


def load_data(content):
    data_format = _read_format(content)
    try:
        read = _deserializers[data_format.lower()]
    except KeyError:
        raise LookupError(f"Deserialization of {data_format} has not been implemented.") from None
    return read(content[len(data_format) + 1 :])
