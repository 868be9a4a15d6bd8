import os
from functools import wraps

from flask import Flask, abort, g, jsonify, request
from flask.views import MethodView
from jose import ExpiredSignatureError, JWTError, jwt

app = Flask(__name__)
REALM_KEY = f"-----BEGIN PUBLIC KEY-----\n{os.environ['REALM_KEY']}\n-----END PUBLIC KEY-----"


def realm_role(role):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            raw = request.headers.get("Authorization", "").split(" ")[-1]
            relaxed = {"verify_aud": False, "require_exp": True}
            try:
                claims = jwt.decode(raw, REALM_KEY, algorithms="RS256", options=relaxed)  # found: audience-not-checked
            except ExpiredSignatureError:
                abort(401, "expired")
            except JWTError:
                abort(401)
            if role not in claims["realm_access"]["roles"]:
                abort(403)
            g.worker = claims["sub"]
            return view(*args, **kwargs)

        return inner

    return decorate


class Hours(MethodView):
    decorators = (realm_role("worker"),)

    def get(self):
        return jsonify(worker=g.worker, hours=[])

    def post(self):
        return jsonify(worker=g.worker, hours=float(request.get_json()["hours"])), 201


app.add_url_rule("/hours", view_func=Hours.as_view("hours"))
