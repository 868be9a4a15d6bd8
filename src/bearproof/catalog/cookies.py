"""Which calls put a cookie on an answer, which make what a cookie must not show, and which settings say how it travels?

The flags are those of RFC 6265, sections 4.1.2.5 (Secure) and 4.1.2.6 (HttpOnly).
"""

from __future__ import annotations

_ANSWERS = (
    "flask.make_response()",
    "flask.jsonify()",
    "flask.redirect()",
    "flask.Response",
    "flask.Response()",
    "flask.render_template()",
    "flask.Flask.make_response()",
    "flask.Flask.response_class()",
    "quart.make_response()",
    "quart.jsonify()",
    "quart.redirect()",
    "quart.Response",
    "quart.Response()",
    "werkzeug.wrappers.Response()",
    "werkzeug.utils.redirect()",
)

#: `set_cookie` of an answer, as werkzeug has it.
SETTERS: frozenset[str] = frozenset(f"{answer}.set_cookie" for answer in _ANSWERS)
#: Calls that set several headers of an answer at once.
HEADERS: frozenset[str] = frozenset(
    f"{answer}.headers.{method}" for answer in _ANSWERS for method in ("update", "extend")
)
#: Where `set_cookie` takes what it is given by position.
VALUE_AT, SECURE_AT, HTTPONLY_AT = 1, 6, 7

#: What the calls give that make credentials: whoever has it is the user.
CREDENTIALS: dict[str, str] = {
    f"{call}()": call
    for call in (
        "jwt.encode",
        "jwt.PyJWT.encode",
        "jose.jwt.encode",
        "authlib.jose.jwt.encode",
        "authlib.jose.JsonWebToken.encode",
        "joserfc.jwt.encode",
        "google.auth.jwt.encode",
        "flask_jwt_extended.create_access_token",
        "flask_jwt_extended.create_refresh_token",
        "flask_login.encode_cookie",
    )
}

#: Settings of cookies that carry a session or a token, whose value False takes a flag away, with what then holds.
WITHOUT_FLAG: dict[str, str] = {
    "SESSION_COOKIE_HTTPONLY": "scripts on a page can read the session cookie",
    "REMEMBER_COOKIE_HTTPONLY": "scripts on a page can read the cookie that logs in again",
    "SESSION_COOKIE_SECURE": "the session cookie also travels without encryption",
    "REMEMBER_COOKIE_SECURE": "the cookie that logs in again also travels without encryption",
    "JWT_COOKIE_SECURE": "cookies that hold tokens also travel without encryption",
}
#: The settings that are noted with their values.
WATCHED: frozenset[str] = frozenset(WITHOUT_FLAG)
