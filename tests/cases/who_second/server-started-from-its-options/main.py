import argparse
import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
app.config["DEBUG"] = os.environ.get("WATCH_DEVELOPMENT") == "yes"
WATCHES: dict[str, list[str]] = {}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.user = jwt.decode(raw, os.environ["WATCH_KEY"], algorithms=["HS256"], audience="watch")["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/watch")
def listing():
    return jsonify(WATCHES.get(g.user, []))


@app.post("/watch")
def add():
    WATCHES.setdefault(g.user, []).append(str(request.get_json()["url"]))
    return "", 201


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5000)
    options = parser.parse_args()
    app.run(host=options.host, port=options.port, debug=False)


if __name__ == "__main__":
    main()
