"""Request data reaches `pickle`.

What it finds
    A call that unpickles bytes which came with the request: a query parameter, a header, a cookie, a form field,
    an uploaded file, the body. The way may lead through other functions, modules, decoders and containers.

Why it matters
    Unpickling runs code of the sender's choosing before anyone can look at the result.
    A valid Bearer token changes nothing about that: it says who sent the bytes, not what is in them.

Instead
    Read JSON and validate it against a schema. Where the format cannot change, verify a MAC of the same bytes first,
    with a key that is not in the source.

How it is proven
    A document whose module name is a nonce is sent; the sensor sees the import. Nothing is called.

How the guard stops it
    Bytes that came with the request are refused at the unpickler, whoever sent them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bearproof.checks._check import Check
from bearproof.findings import Evidence, Finding, Fix, Severity
from bearproof.fix import json_reading
from bearproof.fix.editing.script import Scripts
from bearproof.model.app import App
from bearproof.probe.request import Request
from bearproof.taint.flows import flows, source_named

if TYPE_CHECKING:
    from bearproof.probe.target import Target

check = Check(
    __name__,
    severity=Severity.CRITICAL,
    cwe=502,
    since="0.1",
    family="deserialization",
    tags=("owasp-api8", "asvs-1.5.2"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Flows of request data into an unpickler."""
    for flow in flows(app, "pickle"):
        yield check.from_flow(flow, f"{source_named(flow.label)} reaches {flow.call}, which runs code its sender chose")


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """A canary is imported by the unpickler of the finding."""
    from bearproof.probe import oracles  # noqa: PLC0415  # only a live run asks

    return oracles.canary_imported(target, finding)


@check.fixes
def fix(finding: Finding, scripts: Scripts) -> Fix | None:
    """A reader of JSON with the fields that the source reads, where those are known."""
    return json_reading.json(finding, scripts)


check.example(
    "the role is read from a pickle in the query string",
    """
    import base64
    import pickle

    from flask import Flask, jsonify, request

    app = Flask(__name__)


    @app.get("/profile")
    def profile():
        user = {"name": "guest"}
        if "data" in request.args:
            raw = base64.b64decode(request.args["data"])
            user = pickle.loads(raw)  # found
        return jsonify(name=user["name"])
    """,
    good=Request("GET", "/profile"),
    good_after=Request("GET", "/profile", query={"data": "eyJuYW1lIjogImd1ZXN0In0="}),
)
check.example(
    "the way leads through a helper in another module",
    {
        "app.py": """
        from flask import Flask, request

        from codec import unpack

        app = Flask(__name__)


        @app.post("/import")
        def load():
            state = unpack(request.cookies.get("state", ""))
            return str(state["theme"])
        """,
        "codec.py": """
        from base64 import urlsafe_b64decode as decode
        from pickle import loads as read


        def unpack(text):
            if not text:
                return {"theme": "light"}
            return read(decode(text))  # found
        """,
    },
    good=Request("POST", "/import"),
    good_after=Request("POST", "/import", cookies={"state": "eyJ0aGVtZSI6ICJsaWdodCJ9"}),
)
check.example(
    "the same endpoint reads JSON",
    """
    import base64
    import json

    from flask import Flask, jsonify, request

    app = Flask(__name__)


    @app.get("/profile")
    def profile():
        user = json.loads(base64.b64decode(request.args["data"]))
        return jsonify(name=str(user["name"]))
    """,
)
check.example(
    "own bytes are unpickled, and the bytes of the request were authenticated first",
    """
    import base64
    import hashlib
    import hmac
    import os
    import pickle

    from flask import Flask, abort, request

    app = Flask(__name__)
    KEY = os.environ["STATE_KEY"].encode()
    DEFAULT = pickle.dumps({"theme": "light"})


    @app.get("/state")
    def state():
        raw = base64.b64decode(request.args["state"])
        expected = hmac.new(KEY, raw, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, request.args["mac"]):
            abort(400)
        return str(pickle.loads(raw)) + str(pickle.loads(DEFAULT))
    """,
)
check.example(
    "an unpickler that admits nothing but one class",
    """
    import io
    import pickle

    from flask import Flask, request

    app = Flask(__name__)


    class Plain(pickle.Unpickler):
        def find_class(self, module, name):
            if (module, name) == ("collections", "OrderedDict"):
                return super().find_class(module, name)
            raise pickle.UnpicklingError(name)


    @app.post("/import")
    def load():
        return str(Plain(io.BytesIO(request.get_data())).load())
    """,
)
