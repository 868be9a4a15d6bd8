import os
from functools import wraps

from flask import Flask, abort, g, jsonify, request

from server.oidc import OidcParser, Unauthenticated

app = Flask(__name__)
parser = OidcParser(os.environ["OIDC_DISCOVERY"])
VIEWS: dict[str, list[str]] = {}


def needs(role):
    def outer(view):
        @wraps(view)
        def inner(*args, **kwargs):
            raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                g.username, roles = parser.user(raw)
            except Unauthenticated:
                abort(401)
            if role not in roles:
                abort(403)
            return view(*args, **kwargs)

        return inner

    return outer


@app.get("/views")
@needs("reader")
def views():
    return jsonify(sorted(VIEWS))


@app.put("/views/<name>")
@needs("writer")
def put_view(name):
    VIEWS[name] = [str(column) for column in request.get_json()["columns"]]
    return jsonify(name=name)
