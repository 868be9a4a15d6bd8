"""A route asks nobody who they are, and its siblings do.

What it finds
    A route on whose whole way nothing asks who calls: no decorator that refuses, no hook, no token, no session. Most
    routes of the app do ask, among them others that reach the same data; nothing says that this one is to be open.

Why it matters
    What the others protect, this one hands out or changes for everybody.

Instead
    Protect it as its siblings are, or say by name that it is public.

How it is proven
    It is not yet: whoever asks without a token sees the answer.

How the guard stops it
    Every route is closed unless it is opened by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity, Step
from bearproof.model.app import App
from bearproof.taint.authorization.outliers import handler_place, undecided

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=862,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "owasp-api5", "asvs-8.2.1", "cwe-306"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Routes on which nobody is asked."""
    for protection, habit in undecided(app):
        route = protection.route
        place = handler_place(app, protection)
        yield check.finding(
            place=place,
            trace=(Step(place, f"{route.handler} answers {route.operation}"),),
            message=f"nobody is asked who they are; {habit}",
            operation=route.operation,
            sink_text=route.handler,
        )


check.example(
    "the export was forgotten",
    """
    import os
    from functools import wraps

    import jwt
    from flask import Flask, abort, g, jsonify, request

    app = Flask(__name__)
    PARCELS = {}


    def signed_in(view):
        @wraps(view)
        def inner():
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
            except jwt.InvalidTokenError:
                abort(401)
            return view()

        return inner


    @app.get("/parcels")
    @signed_in
    def parcels():
        return jsonify(PARCELS.get(g.claims["sub"], []))


    @app.post("/parcels")
    @signed_in
    def send():
        PARCELS.setdefault(g.claims["sub"], []).append(str(request.get_json()["to"]))
        return "", 201


    @app.get("/parcels/export")  # found
    def export():
        return jsonify(PARCELS)
    """,
)
check.example(
    "what is open says so, or reads what nobody protects",
    """
    import os
    from functools import wraps

    import jwt
    from flask import Flask, abort, g, jsonify, request

    app = Flask(__name__)
    PARCELS = {}
    PRICES = {"small": 4}


    def signed_in(view):
        @wraps(view)
        def inner():
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
            except jwt.InvalidTokenError:
                abort(401)
            return view()

        return inner


    @app.get("/parcels")
    @signed_in
    def parcels():
        return jsonify(PARCELS.get(g.claims["sub"], []))


    @app.post("/parcels")
    @signed_in
    def send():
        PARCELS.setdefault(g.claims["sub"], []).append(str(request.get_json()["to"]))
        return "", 201


    @app.get("/parcels/count")
    def count():
        \"\"\"Public: how many there are is on the front page.\"\"\"
        return jsonify(len(PARCELS))


    @app.get("/prices")
    def prices():
        return jsonify(PRICES)


    @app.get("/health")
    def health():
        return jsonify(people=len(PARCELS))
    """,
)
