"""Request data reaches an unsafe YAML loader.

What it finds
    A YAML call with a loader that builds arbitrary Python objects (`Loader`, `UnsafeLoader`, `unsafe_load`, …),
    fed with data which came with the request.

Why it matters
    Tags such as `!!python/object/apply` make the loader call what the sender names, with the sender's arguments.

Instead
    Use yaml.safe_load, and validate what it returns against a schema.

How it is proven
    A document whose module name is a nonce is sent; the sensor sees the import. Nothing is called.

How the guard stops it
    Bytes that came with the request are refused at the unsafe constructors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bearproof.checks._check import Check
from bearproof.findings import Evidence, Finding, Fix, Severity
from bearproof.fix import yaml_loading
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
    """Flows of request data into an unsafe YAML loader."""
    for flow in flows(app, "yaml"):
        yield check.from_flow(
            flow, f"{source_named(flow.label)} reaches {flow.call} with a loader that builds any object"
        )


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """A canary is imported by the loader of the finding."""
    from bearproof.probe import oracles  # noqa: PLC0415  # only a live run asks

    return oracles.canary_imported(target, finding)


@check.fixes
def fix(finding: Finding, scripts: Scripts) -> Fix | None:
    """The same call with the safe loader."""
    return yaml_loading.safe(finding, scripts)


check.example(
    "a YAML body decides about permissions",
    """
    import yaml
    from flask import Flask, jsonify, request

    app = Flask(__name__)


    @app.put("/permissions")
    def permissions():
        body = request.get_data()
        wanted = yaml.load(body, Loader=yaml.Loader) if body else {}  # found
        return jsonify(count=len(wanted))
    """,
    good=Request("PUT", "/permissions"),
    good_after=Request("PUT", "/permissions", body=b"{}"),
)
check.example(
    "the unsafe loader is chosen elsewhere",
    """
    import yaml
    from flask import Flask, request

    app = Flask(__name__)
    LOADERS = {"full": yaml.UnsafeLoader, "safe": yaml.SafeLoader}


    def read(text, kind="full"):
        return yaml.load(text, LOADERS[kind])  # found


    @app.post("/settings")
    def settings():
        text = request.form.get("settings")
        return str(read(text) if text else None)
    """,
    good=Request("POST", "/settings"),
    good_after=Request("POST", "/settings", form={"settings": "null"}),
)
check.example(
    "safe loaders, and a loader derived from one",
    """
    import yaml
    from flask import Flask, request

    app = Flask(__name__)


    class Strict(yaml.SafeLoader):
        pass


    @app.put("/settings")
    def settings():
        text = request.get_data(as_text=True)
        return str([yaml.safe_load(text), yaml.load(text, Loader=Strict), yaml.load(text, yaml.CSafeLoader)])
    """,
)
