"""A key for tokens is too short.

What it finds
    A key of fewer than 32 bytes that stands in the source, or is cut to fewer, and is used for codes over tokens or
    sessions.

Why it matters
    One token is enough to guess the key of it offline, as fast as hardware allows. Then anything can be signed.

Instead
    Take 32 random bytes or more from a secret store (RFC 7518 section 3.2), and use all of them.

How it is proven
    It is not: guessing takes time that a scan does not have. The length is the evidence, never the value.

How the guard stops it
    It refuses to start with a key of fewer than 256 bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.configured import key_place, short_keys

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=326,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-11.2.3", "cwe-521"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Keys that are too short."""
    for run, event, how in short_keys(app):
        found = check.from_event(app, run, (event, ()), f"{how}, and codes over tokens need 256")
        yield replace(found, place=key_place(app, event))


check.example(
    "a word as a key",
    """
    import time

    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)


    @app.post("/login")
    def login():
        claims = {"sub": "1", "exp": int(time.time()) + 600}
        return jsonify(token=jwt.encode(claims, "summer-2025", algorithm="HS256"))  # found
    """,
)
check.example(
    "a key that is cut",
    """
    import os
    import time

    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)
    KEY = os.environ["KEY"][:16]


    @app.post("/login")
    def login():
        claims = {"sub": "1", "exp": int(time.time()) + 600}
        return jsonify(token=jwt.encode(claims, KEY, algorithm="HS256"))  # found
    """,
)
check.example(
    "a key of the environment, cut to 64",
    """
    import os
    import time

    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)
    KEY = os.environ["KEY"][:64]


    @app.post("/login")
    def login():
        claims = {"sub": "1", "exp": int(time.time()) + 600}
        return jsonify(token=jwt.encode(claims, KEY, algorithm="HS256"))
    """,
)
check.example(
    "the name of the key is short, the key is not",
    """
    import os
    import time

    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)
    KEYS = {"a": os.environ["KEY"]}


    @app.post("/login")
    def login():
        claims = {"sub": "1", "exp": int(time.time()) + 600}
        return jsonify(token=jwt.encode(claims, KEYS["a"], algorithm="HS256", headers={"kid": "a"}))
    """,
)
