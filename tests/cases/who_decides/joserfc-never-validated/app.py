import os
from functools import wraps

from flask import Flask, abort, g, jsonify, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

app = Flask(__name__)
KEY = OctKey.import_key(os.environ["MAP_KEY"])


def scope(wanted):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            raw = request.headers.get("Authorization", "")[7:]
            try:
                token = jwt.decode(raw, KEY, algorithms=["HS256"])  # found: expiry-not-required
            except (JoseError, ValueError):
                abort(401)
            if wanted not in token.claims.get("scope", "").split():
                abort(403)
            g.user = token.claims["sub"]
            return view(*args, **kwargs)

        return inner

    return decorate


@app.get("/tiles")
@scope("tiles:read")
def tiles():
    return jsonify(user=g.user, tiles=[])


@app.delete("/tiles")
@scope("tiles:write")
def drop():
    return jsonify(user=g.user, dropped=True)
