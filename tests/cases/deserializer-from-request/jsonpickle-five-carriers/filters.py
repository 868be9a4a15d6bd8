import json

from jsonpickle import loads as revive


class FilterProblem(Exception):
    pass


def read_filter(text):
    try:
        return revive(text)  # found: deserializer-from-request
    except (json.JSONDecodeError, TypeError) as problem:
        raise FilterProblem("not a filter") from problem
