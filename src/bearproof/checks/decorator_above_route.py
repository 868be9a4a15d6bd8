"""A decorator that protects stands above the route, and is never run.

What it finds
    A decorator that asks who calls, by what is known of its library or because its own body refuses, put on a handler
    after that had been registered.

Why it matters
    The route keeps the function that it was given. The decorated one has the name, and nobody calls it: the route is
    open to everybody, and the source looks as if it were not.

Instead
    Put the route's decorator first, so that it stands on top and is applied last.

How it is proven
    It is not yet: whoever asks without a token sees the answer.

How the guard stops it
    Its decorators only mark, and every route is closed unless it is opened by name: their order cannot open one.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.decorating import late_decorators

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=306,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "owasp-api5", "asvs-8.2.1", "cwe-862"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Decorators that protect nothing."""
    for run, event in late_decorators(app):
        text = app.text(event.path, event.pos)
        message = f"`@{text}` stands above the route, which was given the function without it"
        yield check.from_event(app, run, (event, ()), message)


check.example(
    "the library's decorator is on top",
    """
    import os

    from flask import Flask, jsonify
    from flask_jwt_extended import JWTManager, jwt_required

    app = Flask(__name__)
    app.config["JWT_SECRET_KEY"] = os.environ["KEY"]
    JWTManager(app)


    @jwt_required()  # found
    @app.get("/wages")
    def wages():
        return jsonify(wages=[])


    @app.get("/hours")
    @jwt_required()
    def hours():
        return jsonify(hours=[])
    """,
)
check.example(
    "a decorator of the app's own that only counts",
    """
    import os
    from functools import wraps

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    CALLS = {}


    def signed_in(view):
        @wraps(view)
        def inner():
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
            except jwt.InvalidTokenError:
                abort(401)
            return view()

        return inner


    def counted(view):
        @wraps(view)
        def inner():
            CALLS[view.__name__] = CALLS.get(view.__name__, 0) + 1
            return view()

        return inner


    @counted
    @app.get("/wages")
    @signed_in
    def wages():
        return jsonify(wages=[])
    """,
)
