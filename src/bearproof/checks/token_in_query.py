"""A token is taken from the address.

What it finds
    A credential that is read from the query of the address and then verified, where nothing says that it is for one
    purpose only.

Why it matters
    Addresses stand in the logs of servers and proxies, in histories, and in the `Referer` sent to other sites.

Instead
    Take tokens from the `Authorization` header only (RFC 6750 section 2.3, RFC 9700 section 4.3.2).

How it is proven
    It is not: that the token works there is what the app says itself.

How the guard stops it
    It reads the `Authorization` header, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.credentials import taken_from_address

check = Check(
    __name__,
    severity=Severity.MEDIUM,
    cwe=598,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-14.2.1"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Readings of a credential in the query."""
    for run, event, label in taken_from_address(app):
        name = label.keys[0]
        yield check.from_event(
            app, run, (event, ()), f'the credential "{name}" comes with the address, and is verified'
        )


check.example(
    "an access token in the query",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/files")
    def files():
        token = request.args.get("access_token", "")  # found
        try:
            claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "a signed link that is good for one file",
    """
    import os

    from flask import Flask, abort, jsonify, request
    from itsdangerous import BadData, URLSafeTimedSerializer

    app = Flask(__name__)
    links = URLSafeTimedSerializer(os.environ["KEY"])


    @app.get("/files")
    def files():
        try:
            name = links.loads(request.args.get("token", ""), max_age=60)
        except BadData:
            abort(403)
        return jsonify(name=name)
    """,
)
check.example(
    "the token is in the header, the query holds a page",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/files")
    def files():
        page = request.args.get("next_token", "1")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=claims["sub"], page=page)
    """,
)
