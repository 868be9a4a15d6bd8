import os
from functools import wraps

import jwt
from flask import Flask, g, jsonify, request

app = Flask(__name__)
TENANT = os.environ["TENANT_ID"]
CLIENT = os.environ["CLIENT_ID"]
ISSUER = f"https://login.microsoftonline.com/{TENANT}/v2.0"
KEYS = jwt.PyJWKClient(f"https://login.microsoftonline.com/{TENANT}/discovery/v2.0/keys")


class AuthError(Exception):
    def __init__(self, code, status):
        super().__init__(code)
        self.code, self.status = code, status


@app.errorhandler(AuthError)
def auth_error(problem):
    return jsonify(code=problem.code), problem.status


def requires_scope(needed):
    def decorate(view):
        @wraps(view)
        def decorated(*args, **kwargs):
            words = request.headers.get("Authorization", "").split()
            if len(words) != 2 or words[0].lower() != "bearer":
                raise AuthError("invalid_header", 401)
            try:
                key = KEYS.get_signing_key_from_jwt(words[1]).key
                g.claims = jwt.decode(
                    words[1], key, algorithms=["RS256"], audience=CLIENT, issuer=ISSUER, options={"require": ["exp"]}
                )
            except jwt.PyJWTError as problem:
                raise AuthError("invalid_token", 401) from problem
            if needed not in g.claims.get("scp", "").split():
                raise AuthError("insufficient_scope", 403)
            return view(*args, **kwargs)

        return decorated

    return decorate


@app.get("/tasks")
@requires_scope("Tasks.Read")
def tasks():
    return jsonify(user=g.claims["oid"], tasks=[])
