"""A cookie that holds a credential can be read by scripts, or travels without encryption.

What it finds
    A token that the app makes and sets as a cookie without HttpOnly or Secure, and settings that take these flags
    from the cookies of sessions and tokens.

Why it matters
    Whoever reads the cookie is the user: one script on a page, or one request over plain HTTP, is enough.

Instead
    Set the cookie with secure=True, httponly=True and samesite="Lax" or "Strict". Where a script must read something,
    give it a value of its own that opens nothing.

How it is proven
    It is not: the call or the setting is the evidence.

How the guard stops it
    The cookie that it sets carries all three flags, and what another site's page causes is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.configured import set_at
from bearproof.taint.authorization.cookies import unflagged

check = Check(
    __name__,
    severity=Severity.MEDIUM,
    cwe=614,
    since="0.1",
    family="authorization",
    tags=("owasp-api8", "asvs-3.3.1", "cwe-1004"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Cookies with credentials whose flags are off."""
    for run, event, how in unflagged(app):
        yield replace(check.from_event(app, run, (event, ()), how), place=set_at(app, event))


check.example(
    "a token in a cookie that every script can read",
    """
    import os
    from datetime import datetime, timedelta, timezone

    import jwt
    from flask import Flask, jsonify, request

    app = Flask(__name__)
    KEY = os.environ["TOKEN_KEY"]


    def token_for(user):
        return jwt.encode({"sub": user, "exp": datetime.now(timezone.utc) + timedelta(hours=1)}, KEY, algorithm="HS256")


    @app.post("/login")
    def login():
        answer = jsonify(ok=True)
        answer.set_cookie("token", token_for(request.get_json()["user"]), max_age=3600, secure=True)  # found
        return answer
    """,
)
check.example(
    "settings that take the flags away",
    """
    import os

    from flask import Flask

    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config["SESSION_COOKIE_HTTPONLY"] = False  # found
    app.config["REMEMBER_COOKIE_SECURE"] = False  # found
    """,
)
check.example(
    "all flags, a value for scripts that opens nothing, pages of another site, and a developer's machine",
    """
    import os
    import secrets
    from datetime import datetime, timedelta, timezone

    import jwt
    from flask import Flask, make_response, request

    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config["SESSION_COOKIE_SECURE"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "None"
    if os.environ.get("LOCAL"):
        app.config["SESSION_COOKIE_SECURE"] = False
    KEY = os.environ["TOKEN_KEY"]
    FLAGS = {"secure": True, "httponly": True, "samesite": "Strict"}


    @app.post("/login")
    def login():
        soon = datetime.now(timezone.utc) + timedelta(hours=1)
        token = jwt.encode({"sub": request.get_json()["user"], "exp": soon}, KEY, algorithm="HS256")
        answer = make_response("in")
        answer.set_cookie("token", token, **FLAGS)
        answer.set_cookie("csrf", secrets.token_urlsafe(), secure=True)
        answer.set_cookie("theme", request.get_json().get("theme", "light"))
        return answer
    """,
)
