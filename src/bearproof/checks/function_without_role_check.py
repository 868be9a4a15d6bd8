"""A route asks who calls, and its siblings also ask what they may do.

What it finds
    A route among others of its file, or below the same part of the path (`/admin/…`), of which nearly all decide by a
    role or permission before they do the same kind of thing with the same data. This one only asks who calls.

Why it matters
    Whoever has any account can do what is meant for a few.

Instead
    Decide by role or permission here, too; better once for all of them, in a hook of the blueprint.

How it is proven
    It is not yet: the token of an ordinary account is answered.

How the guard stops it
    `guard.allow(scope=…)` stands on each route, and one without a decision is closed.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity, Step
from bearproof.model.app import App
from bearproof.taint.authorization.outliers import handler_place, without_role

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=285,
    since="0.1",
    family="authorization",
    tags=("owasp-api5", "asvs-8.2.1", "cwe-862"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Routes that do not decide as their siblings do."""
    for protection, habit in without_role(app):
        route = protection.route
        place = handler_place(app, protection)
        yield check.finding(
            place=place,
            trace=(Step(place, f"{route.handler} answers {route.operation}"),),
            message=f"it is asked who calls, not what they may do; {habit}",
            operation=route.operation,
            sink_text=route.handler,
        )


_GATE = """
import os
from functools import wraps

import jwt
from flask import abort, g, request


def signed_in(view):
    @wraps(view)
    def inner(*args, **kwargs):
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            abort(401)
        return view(*args, **kwargs)

    return inner


def librarian(view):
    @wraps(view)
    @signed_in
    def inner(*args, **kwargs):
        if "librarian" not in g.claims.get("roles", []):
            abort(403)
        return view(*args, **kwargs)

    return inner
"""
check.example(
    "three of four ask for a role",
    {
        "gate.py": _GATE,
        "app.py": """
        from flask import Flask, jsonify, request
        from gate import librarian, signed_in

        app = Flask(__name__)
        BOOKS = {}


        @app.post("/books")
        @librarian
        def add():
            BOOKS[str(request.get_json()["isbn"])] = str(request.get_json()["title"])
            return "", 201


        @app.put("/books/<isbn>")
        @librarian
        def change(isbn):
            BOOKS[isbn] = str(request.get_json()["title"])
            return jsonify(isbn=isbn)


        @app.patch("/books/<isbn>")
        @librarian
        def retitle(isbn):
            BOOKS[isbn] = str(request.get_json()["title"])
            return jsonify(isbn=isbn)


        @app.delete("/books/<isbn>")  # found
        @signed_in
        def drop(isbn):
            BOOKS.pop(isbn, None)
            return "", 204
        """,
    },
)
check.example(
    "everybody reads, a few write",
    {
        "gate.py": _GATE,
        "app.py": """
        from flask import Flask, jsonify, request
        from gate import librarian, signed_in

        app = Flask(__name__)
        BOOKS = {}
        WISHES = []


        @app.get("/books")
        @signed_in
        def books():
            return jsonify(BOOKS)


        @app.post("/books")
        @librarian
        def add():
            BOOKS[str(request.get_json()["isbn"])] = str(request.get_json()["title"])
            return "", 201


        @app.put("/books/<isbn>")
        @librarian
        def change(isbn):
            BOOKS[isbn] = str(request.get_json()["title"])
            return jsonify(isbn=isbn)


        @app.delete("/books/<isbn>")
        @librarian
        def drop(isbn):
            BOOKS.pop(isbn, None)
            return "", 204


        @app.post("/wishes")
        @signed_in
        def wish():
            WISHES.append(str(request.get_json()["title"]))
            return "", 201
        """,
    },
)
