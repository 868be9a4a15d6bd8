from functools import wraps

from flask import abort, request


def paged(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        try:
            page = int(request.args.get("page", "1"))
        except ValueError:
            abort(400)
        if not 1 <= page <= 10_000:
            abort(400)
        return view(*args, page=page, **kwargs)

    return wrapper
