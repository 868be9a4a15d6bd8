import hmac
import uuid
from functools import wraps

from flask import jsonify, make_response, request
from flask_restful import Resource


def check_token(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        wanted = args[0].datastore.data["settings"]["api_access_token"]
        if not hmac.compare_digest(request.headers.get("x-api-key", ""), wanted):
            return make_response(jsonify("Invalid access - API key invalid."), 403)
        return f(*args, **kwargs)

    return decorated


class Watches(Resource):
    def __init__(self, datastore):
        self.datastore = datastore

    @check_token
    def get(self):
        return self.datastore.data["watching"], 200

    @check_token
    def post(self):
        key = str(uuid.uuid4())
        self.datastore.data["watching"][key] = {"url": str(request.get_json()["url"])}
        self.datastore.save()
        return {"uuid": key}, 201


class Watch(Resource):
    def __init__(self, datastore):
        self.datastore = datastore

    @check_token
    def delete(self, key):
        self.datastore.data["watching"].pop(key, None)
        self.datastore.save()
        return "", 204
