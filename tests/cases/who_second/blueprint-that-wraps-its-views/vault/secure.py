import os
from functools import wraps

from flask import Blueprint, abort, g, request
from jose import JWTError, jwt


def verified(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(raw, os.environ["VAULT_KEY"], algorithms=["HS256"], audience="vault")
        except JWTError:
            abort(401)
        return view(*args, **kwargs)

    return inner


class SecureBlueprint(Blueprint):
    """Whatever is routed here asks for a token first."""

    def add_url_rule(self, rule, endpoint=None, view_func=None, provide_automatic_options=None, **options):
        if view_func is not None:
            view_func = verified(view_func)
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)
