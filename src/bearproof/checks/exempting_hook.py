"""A hook that asks who calls lets some pass unasked.

What it finds
    A condition of a `before_request` function, before it asks who calls, by which requests pass whose sender can make
    them fit: any path that holds or ends with a word, methods that a handler answers, `HEAD`, all but one prefix.

Why it matters
    The rule was meant for a few addresses. Whoever sends the request chooses path and method, and with them whether
    they are asked.

Instead
    Ask everybody, and exempt by the name of the endpoint: `request.endpoint in {"static", "health"}`.

How it is proven
    It is not yet: whoever asks without a token sees the answer.

How the guard stops it
    Every route is closed unless it is opened by name; paths and methods open nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.exempting import exemptions

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=288,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "owasp-api5", "asvs-8.2.1", "cwe-639"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Conditions of hooks by which too much passes."""
    for run, decided, passing in exemptions(app):
        yield check.from_event(app, run, (decided, ()), f"unasked pass: {passing}")


check.example(
    "whatever ends like a picture",
    """
    import os

    import jwt
    from flask import Flask, abort, g, jsonify, request

    app = Flask(__name__)


    @app.before_request
    def authenticate():
        if request.path.endswith((".png", ".css")):  # found
            return
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            abort(401)


    @app.get("/letters/<name>")
    def letter(name):
        return jsonify(name=name)
    """,
)
check.example(
    "the hook asks for some methods only",
    """
    import os

    import jwt
    from flask import Flask, abort, g, jsonify, request

    app = Flask(__name__)
    LETTERS = {}


    @app.before_request
    def authenticate():
        if request.method in ("POST", "DELETE"):  # found
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
            except jwt.InvalidTokenError:
                abort(401)


    @app.route("/letters", methods=["PUT", "POST"])
    def write():
        LETTERS["last"] = str(request.get_json()["text"])
        return jsonify(LETTERS), 201
    """,
)
check.example(
    "endpoints by name, and the preflight",
    """
    import os

    import jwt
    from flask import Flask, abort, g, jsonify, request

    app = Flask(__name__)


    @app.before_request
    def authenticate():
        if request.method == "OPTIONS" or request.endpoint in {"static", "health"}:
            return
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            abort(401)


    @app.get("/health")
    def health():
        return "ok"


    @app.get("/letters/<name>")
    def letter(name):
        return jsonify(name=name)
    """,
)
check.example(
    "a hook that only measures",
    """
    import time

    from flask import Flask, g, jsonify, request

    app = Flask(__name__)


    @app.before_request
    def measure():
        if request.path.endswith(".png"):
            return
        g.began = time.monotonic()


    @app.get("/letters/<name>")
    def letter(name):
        return jsonify(name=name)
    """,
)
