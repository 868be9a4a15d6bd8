from flask import Flask, g, jsonify, request
from jose import JWTError
from jose.jwt import get_unverified_claims

app = Flask(__name__)


@app.before_request
def identify():
    g.scopes = []
    header = request.headers.get("Authorization")
    if header:
        try:
            claims = get_unverified_claims(header.split()[-1])  # found: unverified-token
        except JWTError:
            return jsonify(error="bad token"), 401
        g.scopes = claims.get("scope", "").split()
    return None


@app.put("/config")
def configure():
    if "config:write" not in g.scopes:  # echo: role-from-untrusted-data
        return jsonify(error="forbidden"), 403
    return jsonify(saved=True)
