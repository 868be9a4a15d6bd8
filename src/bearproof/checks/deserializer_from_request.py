"""Request data reaches another deserializer that builds objects.

What it finds
    jsonpickle, marshal, dill, shelve, joblib, numpy and pandas pickles, model files and their kin, fed with data which
    came with the request. The catalog lists every call, and the form in which it is safe.

Why it matters
    Each of them runs code, or builds objects, of the sender's choosing, or can crash the process.

Instead
    Read JSON and validate it against a schema. For arrays and models use a format without code: npy without objects,
    Parquet, safetensors.

How it is proven
    Where the format names modules, a nonce is sent as module name and the sensor sees the import; else the sensor sees
    the request's bytes arrive, which is told as reached.

How the guard stops it
    Bytes that came with the request are refused at the deserializer.
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
    __name__, severity=Severity.CRITICAL, cwe=502, since="0.1", family="deserialization", tags=("owasp-api8",)
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Flows of request data into any deserializer that is neither pickle nor YAML."""
    for flow in flows(app, "deserializer"):
        yield check.from_flow(flow, f"{source_named(flow.label)} reaches {flow.call}; use {flow.use} instead")


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """A canary is imported by the deserializer of the finding, or the bytes of the request arrive at it."""
    from bearproof.probe import oracles  # noqa: PLC0415  # only a live run asks

    return oracles.canary_imported(target, finding)


@check.fixes
def fix(finding: Finding, scripts: Scripts) -> Fix | None:
    """A reader of JSON with the fields that the source reads, where those are known."""
    return json_reading.json(finding, scripts)


check.example(
    "jsonpickle on a field of a JSON body",
    """
    import jsonpickle
    from flask import Flask, request

    app = Flask(__name__)


    @app.post("/preferences")
    def preferences():
        body = request.get_json()
        wanted = {"theme": "light"}
        if "preferences" in body:
            wanted = jsonpickle.decode(body["preferences"])  # found
        return str(wanted["theme"])
    """,
    good=Request("POST", "/preferences", json={}),
    good_after=Request("POST", "/preferences", json={"preferences": '{"theme": "light"}'}),
)
check.example(
    "marshal on a header",
    """
    import marshal

    from flask import Flask, request

    app = Flask(__name__)


    @app.get("/restore")
    def restore():
        if "X-State" not in request.headers:
            return "no state"
        state = bytes.fromhex(request.headers["X-State"])
        return str(marshal.loads(state))  # found
    """,
    good=Request("GET", "/restore"),
)
check.example(
    "plain JSON, TOML and literals build nothing",
    """
    import ast
    import json
    import tomllib

    from flask import Flask, request

    app = Flask(__name__)


    @app.post("/preferences")
    def preferences():
        text = request.get_data(as_text=True)
        return str([json.loads(text), tomllib.loads(text), ast.literal_eval(text)])
    """,
)
