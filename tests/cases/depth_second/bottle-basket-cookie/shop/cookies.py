import base64
import pickle

from bottle import request, response


class Kept:
    """An attribute that lives in a cookie of the visitor."""

    def __init__(self, default):
        self.default = default

    def __set_name__(self, owner, name):
        self.cookie = f"{owner.__name__.lower()}_{name}"

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        raw = request.get_cookie(self.cookie)
        if raw is None:
            return self.default()
        return pickle.loads(base64.b64decode(raw))  # found: pickle-from-request

    def __set__(self, instance, value):
        packed = base64.b64encode(pickle.dumps(value)).decode()
        response.set_cookie(self.cookie, packed, path="/", httponly=True, secure=True, samesite="lax")
