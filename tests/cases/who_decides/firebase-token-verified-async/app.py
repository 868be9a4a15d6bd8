from functools import wraps

import firebase_admin
from firebase_admin import auth
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
firebase_admin.initialize_app()


def firebase_user(claim=None):
    def decorate(view):
        @wraps(view)
        async def inner(*args, **kwargs):
            scheme, _, raw = request.headers.get("Authorization", "").partition(" ")
            if scheme != "Bearer":
                abort(401)
            try:
                g.claims = auth.verify_id_token(raw, check_revoked=True)
            except (ValueError, auth.InvalidIdTokenError):
                abort(401)
            if claim is not None and not g.claims.get(claim):
                abort(403)
            return await view(*args, **kwargs)

        return inner

    return decorate


@app.get("/feed")
@firebase_user()
async def feed():
    return jsonify(uid=g.claims["uid"], feed=[])


@app.delete("/feed")
@firebase_user(claim="moderator")
async def wipe():
    return jsonify(wiped_by=g.claims["uid"])
