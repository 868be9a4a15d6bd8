"""The session is filled with what the request says.

What it finds
    `session[key] = value` where the sender chose the key, `session.update(data)` with data of the request, or an
    identity or privilege stored from the request although nothing checked a credential first.

Why it matters
    Later requests believe the session. What its owner wrote into it, its owner is.

Instead
    Store in the session what you looked up after a credential was checked, under keys that you name.

How it is proven
    A value is planted through one request, and a later decision of the same session flips.

How the guard stops it
    Decisions read verified claims; the session is bound to the token and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.deciding.sessions import stored_in_session
from bearproof.taint.flows import source_named

check = Check(
    __name__, severity=Severity.HIGH, cwe=501, since="0.1", family="authorization", tags=("owasp-api2", "asvs-7.2.1")
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Stores of request data in the session that later requests take for the truth."""
    for run, stored, label in stored_in_session(app):
        under = f'under "{stored.key}"' if stored.key is not None else "under keys of the sender's choosing"
        yield check.from_event(app, run, (stored, (label,)), f"{source_named(label)} is stored in the session {under}")


check.example(
    "role and key both come from the sender",
    """
    from flask import Flask, request, session

    app = Flask(__name__)


    @app.post("/settings")
    def settings():
        session["role"] = request.form["role"]  # found
        session[request.form["name"]] = request.form["value"]  # found
        session.update(request.get_json())  # found
        return "ok"
    """,
)
check.example(
    "a login that checks the password, and a theme",
    """
    from flask import Flask, abort, request, session
    from werkzeug.security import check_password_hash

    app = Flask(__name__)
    USERS = {}


    @app.post("/login")
    def login():
        name = request.form["username"]
        stored = USERS.get(name)
        if stored is None or not check_password_hash(stored, request.form["password"]):
            abort(401)
        session["username"] = name
        session["theme"] = request.form.get("theme", "light")
        return "ok"
    """,
)
