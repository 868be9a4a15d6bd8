from functools import wraps

from flask import Flask, g, jsonify, make_response, request

app = Flask(__name__)
REPORTS = {"2024-q4": {"revenue": 120}, "2025-q1": {"revenue": 131}}


def bearer_auth(view):
    @wraps(view)
    def decorated(*args, **kwargs):
        authorization = request.headers.get("Authorization")
        if not (authorization and authorization.startswith("Bearer ")):  # found: presence-only-bearer
            response = make_response("", 401)
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        g.authenticated = True
        return view(*args, **kwargs)

    return decorated


@app.get("/reports")
@bearer_auth
def reports():
    return jsonify(sorted(REPORTS))


@app.get("/reports/<quarter>")
@bearer_auth
def report(quarter):
    if quarter not in REPORTS:
        return jsonify(error="no such quarter"), 404
    return jsonify(REPORTS[quarter])
