"""A role, permission or identity is taken from untrusted data.

What it finds
    A condition that decides who may do what on data which came with the request, plain or deserialized: a role in the
    body, a user id in a header, an object that was unpickled from a cookie.

Why it matters
    The sender writes the answer to the question whether the sender may. A token beside it does not help: the token is
    not what decides.

Instead
    Decide from claims of a verified token, or look the role up by the verified subject.

How it is proven
    The same token is sent twice with one untrusted input varied; a refusal becomes an answer.

How the guard stops it
    Views are given verified claims, and bodies are validated by a strict schema that has no such field. With
    `authority="refuse"` a request that names a privilege which the view has not declared never gets there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bearproof.checks._check import Check
from bearproof.findings import Evidence, Finding, Severity
from bearproof.model.app import App
from bearproof.probe.request import Request
from bearproof.taint.deciding.chosen import on_chosen_records
from bearproof.taint.deciding.untrusted import on_untrusted_data
from bearproof.taint.flows import source_named

if TYPE_CHECKING:
    from bearproof.probe.target import Target

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=639,
    since="0.1",
    family="authorization",
    tags=("owasp-api5", "asvs-8.3.1", "cwe-863"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Conditions that decide about access on the sender's own data."""
    for deciding in on_untrusted_data(app):
        yield check.from_decision(
            app,
            deciding,
            f"{source_named(deciding.label)} decides who may do this, and its sender writes it",
        )
    for deciding in on_chosen_records(app):
        yield check.from_decision(
            app,
            deciding,
            f"{source_named(deciding.label)} chooses whose record decides, and its sender writes it",
        )


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """One untrusted value is varied, and the decision changes."""
    from bearproof.probe import oracles  # noqa: PLC0415  # only a live run asks

    return oracles.decision_flipped(target, finding)


check.example(
    "the body says who is an administrator",
    """
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.post("/users/purge")
    def purge():
        body = request.get_json()
        if body.get("everyone") and body.get("role") != "admin":  # found
            abort(403)
        return jsonify(purged=True)
    """,
    good=Request("POST", "/users/purge", json={"everyone": False}),
)
check.example(
    "the role comes out of a decoded cookie",
    """
    import base64
    import json

    from flask import Flask, jsonify, request

    app = Flask(__name__)


    def current():
        return json.loads(base64.b64decode(request.cookies["account"]))


    @app.get("/audit")
    def audit():
        account = current()
        if account.get("is_admin"):  # found
            return jsonify(entries=["…"])
        return jsonify(entries=[])
    """,
    good=Request("GET", "/audit", cookies={"account": "eyJuYW1lIjogImFkYSJ9"}),
)
check.example(
    "the role is a claim of a verified token",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.post("/users/purge")
    def purge():
        token = request.headers["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        if claims["role"] != "admin":
            abort(403)
        return jsonify(purged=True)
    """,
)
check.example(
    "a filter, and a value that is only validated",
    """
    from flask import Flask, jsonify, request

    app = Flask(__name__)


    @app.get("/users")
    def users():
        if request.args.get("sort") == "desc":
            return jsonify([2, 1])
        role = request.args.get("role", "user")
        if role not in ("user", "editor"):
            return jsonify(error="no such role"), 400
        return jsonify([1, 2])
    """,
)
