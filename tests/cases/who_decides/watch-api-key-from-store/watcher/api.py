import hmac
from functools import wraps

from flask import request
from flask_restful import Resource, abort


def check_token(method):
    @wraps(method)
    def inner(self, *args, **kwargs):
        sent = request.headers.get("x-api-key", "")
        if not hmac.compare_digest(sent.encode(), self.store.data["api_key"].encode()):
            abort(403)
        return method(self, *args, **kwargs)

    return inner


class Watches(Resource):
    def __init__(self, store):
        self.store = store

    @check_token
    def get(self):
        return self.store.data["watches"]

    @check_token
    def post(self):
        self.store.data["watches"].append(str(request.json["url"]))
        self.store.save()
        return {"count": len(self.store.data["watches"])}, 201
