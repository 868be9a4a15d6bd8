"""The algorithm `none` is allowed.

What it finds
    A token call whose list of algorithms contains `none`, in any spelling of case.

Why it matters
    A token that says `"alg": "none"` carries no signature at all, and passes.

Instead
    List exactly the algorithms that your issuer signs with (RFC 8725 section 3.1).

How it is proven
    A token with `alg` `none`, claims of our choosing and an empty signature is sent and accepted.

How the guard stops it
    The algorithms come from its settings, and `none` cannot be among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.model.events import TokenRead
from bearproof.taint.flows import seen

check = Check(
    __name__,
    severity=Severity.CRITICAL,
    cwe=347,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.1.2"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Token calls that admit `none`."""
    for run, read in seen(app, TokenRead):
        if read.none_allowed:
            yield check.from_event(app, run, (read, read.labels), f"{read.name} accepts tokens without a signature")


check.example(
    "`none` stands among the algorithms",
    """
    import os

    import jwt
    from flask import Flask, jsonify, request

    app = Flask(__name__)
    ALGORITHMS = ["HS256", "none"]


    @app.get("/feed")
    def feed():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, os.environ["KEY"], algorithms=ALGORITHMS)  # found
        return jsonify(sub=claims["sub"])
    """,
)
check.example(
    "one algorithm, named",
    """
    import os

    import jwt
    from flask import Flask, jsonify, request

    app = Flask(__name__)


    @app.get("/feed")
    def feed():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="none")
        return jsonify(sub=claims["sub"])
    """,
)
