from functools import wraps

from flask import abort, request

from maps.cache import cache


def plan_required(*plans):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            visit = cache.get(f"visit:{request.cookies.get('visit', '')}") or {}
            if visit.get("plan") not in plans:  # found: unbound-session
                abort(402)
            return view(*args, **kwargs)

        return inner

    return decorate
