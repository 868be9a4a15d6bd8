"""A setting weakens what an extension checks.

What it finds
    Settings of Flask-JWT-Extended, Flask-Login and others by which tokens never expire, come with the address, are not
    protected against forged requests, or by which everybody is let in; and what weakens our own guard.

Why it matters
    The decorators stand in the source as before, and no longer do what they say.

Instead
    Leave these settings at their defaults, and set what differs in tests by the tests.

How it is proven
    It is not: the setting is the evidence.

How the guard stops it
    What weakens it has a separate name of its own, which is reported here as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.configured import set_at, weakened

check = Check(
    __name__,
    severity=Severity.MEDIUM,
    cwe=1188,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "owasp-api8", "asvs-13.4.2"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Settings that weaken."""
    for run, event, how in weakened(app):
        yield replace(check.from_event(app, run, (event, ()), how), place=set_at(app, event))


check.example(
    "tokens without an end, taken from the address",
    """
    import os

    from flask import Flask, jsonify
    from flask_jwt_extended import JWTManager, jwt_required

    app = Flask(__name__)
    app.config.update(
        JWT_SECRET_KEY=os.environ["KEY"],
        JWT_ACCESS_TOKEN_EXPIRES=False,  # found
        JWT_TOKEN_LOCATION=["headers", "query_string"],  # found
    )
    JWTManager(app)


    @app.get("/songs")
    @jwt_required()
    def songs():
        return jsonify(songs=[])
    """,
)
check.example(
    "a quarter of an hour, from the header and a protected cookie",
    """
    import os
    from datetime import timedelta

    from flask import Flask, jsonify
    from flask_jwt_extended import JWTManager, jwt_required

    app = Flask(__name__)
    app.config.update(
        JWT_SECRET_KEY=os.environ["KEY"],
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(minutes=15),
        JWT_TOKEN_LOCATION=["headers", "cookies"],
        JWT_COOKIE_CSRF_PROTECT=True,
        LOGIN_DISABLED=os.environ.get("TESTING") == "1",
    )
    JWTManager(app)


    @app.get("/songs")
    @jwt_required()
    def songs():
        return jsonify(songs=[])
    """,
)
check.example(
    "a guard that takes untyped tokens and keys without TLS, and refuses nothing",
    """
    from flask import Flask, jsonify

    from bearproof.guard import Fetching, Guard, Profile, TrustedIssuer

    HOW = Fetching(insecure_loopback_http=True)  # found
    OLD = Profile.accepting_plain_jwt(says={"token_use": "access"})  # found
    guard = Guard(
        issuer=TrustedIssuer("https://id.example", profile=OLD, fetching=HOW), audience="https://songs.example"
    )
    own = Guard.first_party(secret_env="KEY", audience="https://plays.example")
    app, plays = Flask(__name__), Flask("plays")


    @app.get("/songs")
    @guard.allow()
    def songs():
        return jsonify(songs=[])


    guard.init_app(app, unsafe_report_only=True)  # found
    own.init_app(plays, unsafe_report_only=True)  # found
    """,
)
check.example(
    "the same guard as strict as it comes",
    """
    from flask import Flask, jsonify

    from bearproof.guard import Cookie, Fetching, Guard, Limits, Profile, TrustedIssuer

    HOW = Fetching(fresh=60.0, insecure_loopback_http=False)
    guard = Guard(
        issuer=TrustedIssuer("https://id.example", profile=Profile(client="azp"), fetching=HOW),
        audience="https://songs.example",
        limits=Limits(leeway=10),
        unknown=404,
    )
    app = Flask(__name__)


    @app.get("/songs")
    @guard.allow()
    def songs():
        return jsonify(songs=[])


    guard.init_app(app, cookie=Cookie(), unsafe_report_only=False)
    """,
)
