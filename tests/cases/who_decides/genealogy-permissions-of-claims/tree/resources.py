from flask import abort, jsonify, request
from flask.views import MethodView
from flask_jwt_extended import get_jwt, jwt_required

from tree.store import people_of


def require_permissions(permissions):
    if not set(permissions) <= set(get_jwt().get("permissions", [])):
        abort(403)


class ProtectedResource(MethodView):
    decorators = (jwt_required(),)


class People(ProtectedResource):
    def get(self):
        return jsonify(list(people_of(get_jwt()["tree"]).values()))

    def post(self):
        require_permissions(["AddObject"])
        people = people_of(get_jwt()["tree"])
        people[len(people) + 1] = str(request.get_json()["name"])
        return "", 201


class Person(ProtectedResource):
    def get(self, number):
        return jsonify(name=people_of(get_jwt()["tree"]).get(number))

    def delete(self, number):
        require_permissions(["DeleteObject"])
        people_of(get_jwt()["tree"]).pop(number, None)
        return "", 204
