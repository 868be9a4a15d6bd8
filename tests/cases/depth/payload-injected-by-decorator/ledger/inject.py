from functools import wraps

from flask import abort, request


def with_body(argument, *, limit=65536):
    def decorate(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            if (request.content_length or 0) > limit:
                abort(413)
            kwargs[argument] = request.get_data()
            return view(*args, **kwargs)

        return wrapper

    return decorate
