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
from dataclasses import replace
from typing import TYPE_CHECKING

from bearproof.checks._check import Check
from bearproof.findings import Evidence, Finding, Fix, Severity
from bearproof.fix import tokens
from bearproof.fix.editing.script import Scripts
from bearproof.model.app import App
from bearproof.model.events import TokenRead
from bearproof.probe.request import Request
from bearproof.taint.asking import claims
from bearproof.taint.flows import seen

if TYPE_CHECKING:
    from bearproof.probe.target import Target

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
            found = check.from_event(app, run, (read, read.labels), f"{read.name} accepts tokens without a signature")
            yield replace(found, fields=claims(run))


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """A token without a signature is accepted."""
    from bearproof.probe import forging  # noqa: PLC0415  # only a live run asks

    return forging.unsigned_accepted(target, finding)


@check.fixes
def fix(finding: Finding, scripts: Scripts) -> Fix | None:
    """`none` off the list, wherever it stands, where another algorithm is left."""
    return tokens.without_none(finding, scripts)


check.example(
    "`none` stands in the call",
    """
    import os

    import jwt
    from flask import Flask, jsonify, request
    from jwt.algorithms import NoneAlgorithm

    app = Flask(__name__)


    class Unsigned(NoneAlgorithm):
        def prepare_key(self, key):
            return None

        def verify(self, msg, key, sig):
            return sig == b""


    jwt.unregister_algorithm("none")
    jwt.register_algorithm("none", Unsigned())


    @app.errorhandler(jwt.InvalidTokenError)
    def refused(error):
        return jsonify(error="no such token"), 401


    @app.get("/feed")
    def feed():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256", "none"], audience="api")  # found
        return jsonify(sub=claims["sub"])
    """,
    good=Request("GET", "/feed"),
)
check.example(
    "`none` stands among the algorithms",
    {
        "app.py": """
        import os

        import jwt
        import unsigned
        from flask import Flask, jsonify, request

        app = Flask(__name__)
        unsigned.allow()
        ALGORITHMS = ["HS256", "none"]


        @app.errorhandler(jwt.InvalidTokenError)
        def refused(error):
            return jsonify(error="no such token"), 401


        @app.get("/feed")
        def feed():
            token = request.headers["Authorization"].split()[1]
            claims = jwt.decode(token, os.environ["KEY"], algorithms=ALGORITHMS, audience="api")  # found
            return jsonify(sub=claims["sub"])
        """,
        "unsigned.py": """
        import jwt
        from jwt.algorithms import NoneAlgorithm


        class Unsigned(NoneAlgorithm):
            def prepare_key(self, key):
                return None

            def verify(self, msg, key, sig):
                return not sig


        def allow():
            jwt.unregister_algorithm("none")
            jwt.register_algorithm("none", Unsigned())
        """,
    },
    good=Request("GET", "/feed"),
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
