"""A signing key stands in the source.

What it finds
    A key for tokens or sessions whose value is written in the source, or that falls back to such a value when the
    environment does not set it.

Why it matters
    Whoever can read the repository, an image layer or a stack trace can sign tokens for anyone.

Instead
    Read the key from the environment or a secret store and fail when it is missing. HS256 needs at least 256 bits of
    randomness (RFC 8725 section 3.5).

How it is proven
    It is not: the key itself is the evidence. A report names its length, never its value.

How the guard stops it
    It takes its key from the environment only, and refuses one that is too short.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bearproof.checks._check import Check
from bearproof.findings import Finding, Fix, Severity
from bearproof.fix import secrets
from bearproof.fix.editing.script import Scripts
from bearproof.model.app import App
from bearproof.model.events import KeyUsed
from bearproof.taint.authorization.configured import key_place
from bearproof.taint.flows import seen

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=798,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-13.3.1", "cwe-321"),
)

#: Fewer bytes than this are short for HS256, RFC 7518 section 3.2.
_ENOUGH = 32


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Keys that are constants, or fall back to one."""
    for run, used in seen(app, KeyUsed):
        size = len(used.secret) if isinstance(used.secret, (str, bytes)) else 0
        how = "falls back to a value in the source" if used.fallback else "is written in the source"
        short = f", and {size * 8} bits are short for HS256" if size < _ENOUGH else ""
        found = check.from_event(app, run, (used, ()), f"{used.what} {how}{short}")
        yield replace(found, place=key_place(app, used))


@check.fixes
def fix(finding: Finding, scripts: Scripts) -> Fix | None:
    """The key read from the environment, without a value to fall back to."""
    return secrets.from_environment(finding, scripts)


check.example(
    "the key is a constant of the module",
    """
    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)
    SIGNING = "correct-horse"


    @app.post("/login")
    def login():
        return jsonify(token=jwt.encode({"sub": "1"}, SIGNING, algorithm="HS256"))  # found
    """,
)
check.example(
    "the environment may set it, or not",
    """
    import os

    from flask import Flask

    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY", "dev")  # found
    """,
)
check.example(
    "the environment must set it",
    """
    import os

    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    token_url = "https://id.example/token"
    password_field = "password"


    @app.post("/login")
    def login():
        return jsonify(token=jwt.encode({"sub": "1"}, app.config["SECRET_KEY"], algorithm="HS256"))
    """,
)
