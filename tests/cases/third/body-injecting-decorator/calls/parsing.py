from functools import wraps
from json import loads as from_json
from pickle import loads as from_objects

from flask import request


def with_body(parse):
    def decorate(handler):
        @wraps(handler)
        def inner(**path):
            return handler(parse(request.get_data()), **path)  # found: pickle-from-request

        return inner

    return decorate


json_body = with_body(from_json)
object_body = with_body(from_objects)
