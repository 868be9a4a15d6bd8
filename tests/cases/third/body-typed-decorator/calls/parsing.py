from dataclasses import fields
from functools import wraps

from flask import abort, request


def made(kind, data):
    try:
        return kind(**{field.name: field.type(data[field.name]) for field in fields(kind)})
    except (KeyError, TypeError, ValueError):
        abort(400)


def with_body(kind):
    def decorate(handler):
        @wraps(handler)
        def inner(**path):
            return handler(made(kind, request.get_json()), **path)

        return inner

    return decorate
