import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
app.config["CORS_ORIGINS"] = frozenset(os.environ["CORS_ORIGINS"].split())


def set_cors_headers_for_response(response):
    origin = request.headers.get("Origin")
    if origin is not None and origin in app.config["CORS_ORIGINS"]:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-CSRF"
        response.headers.add("Vary", "Origin")
    return response


app.after_request(set_cors_headers_for_response)


@app.before_request
def identify():
    if request.method == "OPTIONS":
        return
    try:
        g.claims = jwt.decode(
            request.cookies.get("access", ""), os.environ["PORTAL_KEY"], algorithms=["HS256"], audience="portal"
        )
    except jwt.InvalidTokenError:
        abort(401)
    if request.headers.get("X-CSRF") != g.claims.get("csrf"):
        abort(403)


@app.get("/datasets")
def datasets():
    return jsonify(owner=g.claims["sub"], datasets=[])
