"""What else becomes of a token? Errors that are forgotten, constants, logs, addresses, ends and decoding by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
import os, time, json, base64, hmac, hashlib, logging
import jwt
from datetime import timedelta
from flask import Flask, abort, g, jsonify, request, session, current_app
app = Flask(__name__)
KEY = os.environ["KEY"]
OK = {"algorithms": ["HS256"], "audience": "x"}
def bearer():
    return request.headers.get("Authorization", "").removeprefix("Bearer ")
"""
CHECKS = (
    "token-decoded-by-hand",
    "verification-error-ignored",
    "token-compared-with-constant",
    "weak-secret",
    "token-in-query",
    "token-in-log",
    "token-without-expiry",
)

WAYS = {
    "the error is passed over": """
@app.before_request
def who():
    try:
        g.user = jwt.decode(bearer(), KEY, **OK)["sub"]  # found: verification-error-ignored
    except Exception:
        pass
@app.post("/a")
def a():
    return jsonify(done=True)
""",
    "a decorator calls the view all the same": """
from functools import wraps
def signed(view):
    @wraps(view)
    def inner(*args, **kwargs):
        try:
            g.user = jwt.decode(bearer(), KEY, **OK)["sub"]  # found: verification-error-ignored
        except jwt.PyJWTError as problem:
            app.logger.error(problem)
        return view(*args, **kwargs)
    return inner
@app.post("/a")
@signed
def a():
    return jsonify(done=True)
""",
    "false is answered and asked for": """
def good():
    try:
        jwt.decode(bearer(), KEY, **OK)
    except jwt.PyJWTError:
        return False
    return True
@app.post("/a")
def a():
    if not good():
        abort(401)
    return jsonify(done=True)
""",
    "an answer with a status is made of it": """
@app.before_request
def who():
    try:
        g.user = jwt.decode(bearer(), KEY, **OK)["sub"]
    except jwt.PyJWTError:
        return jsonify(error="no"), 401
@app.post("/a")
def a():
    return jsonify(done=True)
""",
    "the key error is another's": """
@app.post("/a")
def a():
    claims = jwt.decode(bearer(), KEY, **OK)
    try:
        name = claims["name"]
    except KeyError:
        name = "nobody"
    return jsonify(name=name)
""",
    "one of several words": """
@app.get("/a")
def a():
    if request.headers.get("X-Api-Key") not in ("k-3f9a8b7c6d", "k-0a1b2c3d4e"):  # found: token-compared-with-constant
        abort(403)
    return "ok"
""",
    "a dictionary of words": """
USERS = {"k-3f9a8b7c6d": "ann", "k-0a1b2c3d4e": "bo"}
@app.get("/a")
def a():
    if bearer() not in USERS:  # found: token-compared-with-constant
        abort(401)
    return "ok"
""",
    "compared in constant time with a constant": """
@app.get("/a")
def a():
    if not hmac.compare_digest(bearer(), "s3cr3t-of-the-cron"):  # found: token-compared-with-constant
        abort(401)
    return "ok"
""",
    "compared with a digest of the environment": """
@app.get("/a")
def a():
    if not hmac.compare_digest(hashlib.sha256(bearer().encode()).hexdigest(), os.environ["DIGEST"]):
        abort(401)
    return "ok"
""",
    "the scheme is compared": """
@app.get("/a")
def a():
    kind, _, rest = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() not in ("bearer", "token"):
        abort(401)
    return jsonify(jwt.decode(rest, KEY, **OK))
""",
    "a short key in a class": """
class Config:
    JWT_KEY = "letmein"
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), Config.JWT_KEY, **OK))  # found: weak-secret
""",
    "a key cut after it was read": """
SECRET = os.environ["LONG"]
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), SECRET[:8].encode(), **OK))  # found: weak-secret
""",
    "a query or a header": """
@app.get("/a")
def a():
    raw = request.args.get("token") or bearer()  # found: token-in-query
    return jsonify(jwt.decode(raw, KEY, **OK))
""",
    "a link to reset a password": """
@app.get("/reset")
def reset():
    claims = jwt.decode(request.args["token"], KEY, **OK)
    if claims["purpose"] != "reset":
        abort(403)
    return jsonify(claims["sub"])
""",
    "an f-string to a logger of the module": """
log = logging.getLogger(__name__)
@app.get("/a")
def a():
    log.info(f"asked with {request.headers['Authorization']}")  # found: token-in-log
    return "ok"
""",
    "a token is printed": """
@app.get("/a")
def a():
    print("token:", bearer())  # found: token-in-log
    return "ok"
""",
    "the subject is logged": """
@app.get("/a")
def a():
    claims = jwt.decode(bearer(), KEY, **OK)
    current_app.logger.info("%s from %s", claims["sub"], request.headers.get("User-Agent"))
    return "ok"
""",
    "a payload built in a helper": """
def payload(name):
    return {"sub": name, "iat": int(time.time()), "iss": "us"}
@app.post("/login")
def login():
    return jsonify(jwt.encode(payload("x"), KEY, algorithm="HS256"))  # found: token-without-expiry
""",
    "an extension that is told so": """
from flask_jwt_extended import create_access_token
@app.post("/login")
def login():
    return jsonify(create_access_token("x", expires_delta=False))  # found: token-without-expiry
""",
    "a payload with its end": """
def payload(name):
    now = int(time.time())
    return dict(sub=name, iat=now, exp=now + 60)
@app.post("/login")
def login():
    return jsonify(jwt.encode(payload("x"), KEY, algorithm="HS256"))
""",
    "padding and a loop by hand": """
@app.get("/a")
def a():
    _, body, _ = bearer().split(".")
    claims = json.loads(base64.b64decode(body + "==="))  # found: token-decoded-by-hand
    return jsonify(claims["sub"])
""",
    "a helper of the library decodes": """
from jose.utils import base64url_decode
@app.get("/a")
def a():
    claims = json.loads(base64url_decode(bearer().split(".", 2)[1].encode()))  # found: token-decoded-by-hand
    return jsonify(claims["sub"])
""",
    "the issuer is read by hand, then the token is verified": """
ISSUERS = {"a": os.environ["A"], "b": os.environ["B"]}
@app.get("/a")
def a():
    body = json.loads(base64.urlsafe_b64decode(bearer().split(".")[1] + "=="))
    key = ISSUERS.get(body["iss"])
    if key is None:
        abort(401)
    return jsonify(jwt.decode(bearer(), key, **OK)["sub"])
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_treat_a_token_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, CHECKS)
    assert found == marked
