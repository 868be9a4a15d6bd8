"""The debugger is on.

What it finds
    `DEBUG = True` in the settings that the app takes, or a server that is started with its debugger, other than by hand
    on the developer's own machine.

Why it matters
    An error then answers with source, settings and variables, and with a console that runs code for whoever finds its
    number.

Instead
    Leave it off, and switch it on from outside for development: `flask run --debug`.

How it is proven
    It is not: the setting is the evidence.

How the guard stops it
    Nothing stands between the debugger and the request: it must be off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.configured import debugging, set_at

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=489,
    since="0.1",
    family="authorization",
    tags=("owasp-api8", "asvs-13.4.2", "cwe-215"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Settings and calls that switch the debugger on."""
    for run, event, how in debugging(app):
        yield replace(check.from_event(app, run, (event, ()), how), place=set_at(app, event))


check.example(
    "for everybody who can reach it",
    """
    from flask import Flask

    app = Flask(__name__)

    if __name__ == "__main__":
        app.run(host="0.0.0.0", debug=True)  # found
    """,
)
check.example(
    "a class of settings that the app takes",
    """
    from flask import Flask


    class Settings:
        DEBUG = True  # found


    app = Flask(__name__)
    app.config.from_object(Settings)
    """,
)
check.example(
    "by hand, on this machine; and settings that the app does not take",
    """
    import os

    from flask import Flask


    class Development:
        DEBUG = True


    class Production:
        DEBUG = False


    app = Flask(__name__)
    app.config.from_object(Production)
    app.config["DEBUG"] = os.environ.get("FLASK_DEBUG") == "1"

    @app.get("/hello")
    def hello():
        return "hello"


    if __name__ == "__main__":
        app.run(debug=True)
    """,
)
