"""Which ways do the libraries have to read a token, and which of them verify?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
import base64, hashlib, hmac, json, logging, os, pickle, secrets, sqlite3, time
from dataclasses import dataclass
from functools import wraps
import jwt, redis, requests
from flask import Blueprint, Flask, Response, abort, current_app, g, jsonify, redirect, request, session
from flask.views import MethodView
from werkzeug.security import check_password_hash
app = Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]
KEY = os.environ["KEY"]
PUB = os.environ["PUBLIC_KEY"]
MUST = {"require": ["exp"]}
OK = {"algorithms": ["HS256"], "options": MUST}
def sent():
    return request.headers.get("Authorization", "").removeprefix("Bearer ")
def verified():
    try:
        return jwt.decode(sent(), KEY, **OK)
    except jwt.PyJWTError:
        abort(401)
"""

WAYS = {
    "pyjwt1 verify false": """
ORDERS = {}
def current():
    auth = request.headers.get("Authorization")
    if not auth:
        return None
    return jwt.decode(auth.split(" ")[1], verify=False)  # found: unverified-token
@app.route("/orders")
def orders():
    user = current()
    if not user:
        return jsonify(error="no"), 401
    return jsonify(ORDERS.get(user["sub"], []))
""",
    "verify by flag variable": """
CHECK = False
ITEMS = {}
@app.get("/items")
def items():
    tok = sent()
    data = jwt.decode(tok, KEY, options={"verify_signature": CHECK})  # found: unverified-token
    if data["role"] != "admin":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(ITEMS)
""",
    "jose unverified claims": """
from jose import jwt as tokens
ACCOUNTS = {}
@app.before_request
def load():
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):
        abort(401)
    claims = tokens.get_unverified_claims(header[7:])  # found: unverified-token
    if "accounts:read" not in claims.get("scope", "").split():  # echo: role-from-untrusted-data
        abort(403)
@app.get("/accounts")
def accounts():
    return jsonify(ACCOUNTS)
""",
    "jose options off": """
from jose import jwt as tokens, JWTError
@app.get("/me")
def me():
    try:
        c = tokens.decode(sent(), PUB, options={"verify_exp": False})  # found: expiry-not-required
    except JWTError:
        return jsonify(error="bad"), 401
    return jsonify(sub=c["sub"])
""",
    "authlib no validate": """
from authlib.jose import jwt as tokens, JoseError
@app.before_request
def auth():
    try:
        g.claims = tokens.decode(sent(), KEY)  # found: expiry-not-required
    except JoseError:
        abort(401)
@app.get("/x")
def x():
    return jsonify(g.claims["sub"])
""",
    "authlib validates": """
from authlib.jose import JsonWebToken, JoseError
codec = JsonWebToken(["ES256"])
@app.before_request
def auth():
    try:
        rules = {"aud": {"essential": True, "value": "x"}, "exp": {"essential": True}}
        claims = codec.decode(sent(), PUB, claims_options=rules)
        claims.validate(leeway=10)
    except JoseError:
        abort(401)
    g.claims = claims
@app.get("/x")
def x():
    return jsonify(g.claims["sub"])
""",
    "joserfc signature only": """
from joserfc import jwt as tokens
from joserfc.jwk import OctKey
from joserfc.errors import JoseError
key = OctKey.import_key(KEY)
class Refuse(Exception):
    pass
@app.errorhandler(Refuse)
def refused(_):
    return jsonify(error="unauthorized"), 401
def caller():
    try:
        token = tokens.decode(sent(), key, algorithms=["HS256"])  # found: expiry-not-required
    except (KeyError, JoseError) as e:
        raise Refuse from e
    return token.claims["sub"]
@app.get("/x")
def x():
    return jsonify(caller())
""",
    "joserfc registry": """
from joserfc import jwt as tokens
from joserfc.jwk import RSAKey
from joserfc.errors import JoseError
key = RSAKey.import_key(PUB)
rules = tokens.JWTClaimsRegistry(exp={"essential": True}, aud={"essential": True, "value": "x"})
def caller():
    token = tokens.decode(sent(), key, algorithms=["RS256"])
    rules.validate(token.claims)
    return token.claims["sub"]
@app.get("/x")
def x():
    try:
        who = caller()
    except (KeyError, JoseError):
        return jsonify(error="unauthorized"), 401
    return jsonify(who)
""",
    "jwcrypto verify": """
from jwcrypto import jwk, jwt as tokens
KEY = jwk.JWK.from_pem(PUB.encode())
@app.get("/x")
def x():
    try:
        token = tokens.JWT(jwt=sent(), key=KEY, algs=["RS256"], check_claims={"exp": None, "aud": "x"})
    except Exception:
        abort(401)
    claims = json.loads(token.claims)
    if claims.get("role") != "admin":
        abort(403)
    return jsonify(ok=True)
""",
    "jwcrypto no key": """
from jwcrypto import jwt as tokens
@app.get("/x")
def x():
    token = tokens.JWT()
    token.deserialize(sent())  # found: unverified-token
    payload = json.loads(token.token.objects["payload"])
    if payload["role"] != "admin":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(ok=True)
""",
    "jwcrypto jws verify": """
from jwcrypto import jwk, jws
KEY = jwk.JWK.from_json(os.environ["JWK"])
@app.get("/x")
def x():
    token = jws.JWS()
    try:
        token.deserialize(sent())
        token.verify(KEY, alg="ES256")
    except jws.InvalidJWSSignature:
        abort(401)
    payload = json.loads(token.payload)
    if payload["role"] != "admin":
        abort(403)
    return jsonify(ok=True)
""",
    "none in list": """
ALGS = ["HS256", "none"]
@app.get("/x")
def x():
    try:
        c = jwt.decode(sent(), KEY, algorithms=ALGS)  # found: none-algorithm
    except jwt.PyJWTError:
        return "", 401
    return jsonify(c["sub"])
""",
    "none joserfc": """
from joserfc import jwt as tokens, jws
from joserfc.jwk import OctKey
registry = jws.JWSRegistry(algorithms=["HS256", "none"])
@app.get("/x")
def x():
    try:
        c = tokens.decode(sent(), OctKey.import_key(KEY), registry=registry)  # found: none-algorithm
        tokens.JWTClaimsRegistry(exp={"essential": True}).validate(c.claims)
    except Exception:
        abort(401)
    return jsonify(c.claims["sub"])
""",
    "alg from header": """
@app.get("/x")
def x():
    raw = sent()
    try:
        head = jwt.get_unverified_header(raw)
        c = jwt.decode(raw, KEY, algorithms=[head.get("alg", "HS256")])  # found: algorithm-from-token
    except jwt.PyJWTError:
        return "", 401
    return jsonify(c["sub"])
""",
    "kid lookup fine": """
KEYS = json.loads(os.environ["KEYS"])
@app.get("/x")
def x():
    raw = sent()
    try:
        head = jwt.get_unverified_header(raw)
        key = KEYS[head["kid"]]
        c = jwt.decode(raw, key, algorithms=["RS256"], audience="x", options=MUST)
    except (KeyError, jwt.PyJWTError):
        return "", 401
    return jsonify(c["sub"])
""",
    "several issuers": """
from jwt import PyJWKClient
ISSUERS = {"https://a.example": PyJWKClient("https://a.example/jwks"), "b": PyJWKClient("https://b.example/jwks")}
@app.before_request
def who():
    raw = request.headers.get("Authorization", "").partition(" ")[2]
    try:
        iss = jwt.decode(raw, options={"verify_signature": False})["iss"]
        client = ISSUERS.get(iss)
        if client is None:
            abort(401)
        key = client.get_signing_key_from_jwt(raw).key
        g.claims = jwt.decode(raw, key, algorithms=["RS256"], audience="api", issuer=iss)
    except jwt.PyJWTError:
        abort(401)
@app.get("/x")
def x():
    return jsonify(g.claims["sub"])
""",
    "hs and rs": """
from pathlib import Path
PUB = Path("pub.pem").read_text()
@app.get("/x")
def x():
    try:
        c = jwt.decode(sent(), PUB, algorithms=["RS256", "HS256"])  # found: algorithm-confusion
    except jwt.PyJWTError:
        return "", 401
    return jsonify(c["sub"])
""",
    "jku": """
@app.get("/x")
def x():
    raw = sent()
    head = jwt.get_unverified_header(raw)
    keys = requests.get(head["jku"], timeout=3).json()["keys"]  # found: key-from-token
    key = next(k for k in keys if k["kid"] == head["kid"])
    try:
        c = jwt.decode(raw, jwt.PyJWK(key).key, algorithms=["RS256"], audience="x")  # echo: key-from-token
    except jwt.PyJWTError:
        return "", 401
    return jsonify(c["sub"])
""",
    "x5c": """
from cryptography.x509 import load_der_x509_certificate
@app.get("/x")
def x():
    raw = sent()
    head = jwt.get_unverified_header(raw)
    cert = load_der_x509_certificate(base64.b64decode(head["x5c"][0]))  # found: key-from-token
    try:
        c = jwt.decode(raw, cert.public_key(), algorithms=["RS256"], audience="x")  # echo: key-from-token
    except jwt.PyJWTError:
        return "", 401
    return jsonify(c["sub"])
""",
    "key function": """
def key_for(kid):
    return {"1": os.environ["K1"], "2": "a-second-key-that-somebody-left-in-the-source"}.get(kid)
@app.get("/x")
def x():
    raw = sent()
    try:
        key = key_for(jwt.get_unverified_header(raw)["kid"])
        c = jwt.decode(raw, key, algorithms=["HS256"], options=MUST)  # found: secret-in-source
    except jwt.PyJWTError:
        return "", 401
    return jsonify(c["sub"])
""",
    "b64 by hand": """
def payload(token):
    head, body, sig = token.split(".")
    return json.loads(base64.urlsafe_b64decode(body + "=="))  # found: token-decoded-by-hand
@app.get("/x")
def x():
    p = payload(request.headers["Authorization"].split(" ")[1])
    if not p.get("is_admin"):  # echo: role-from-untrusted-data
        abort(403)
    return "ok"
""",
    "swallow": """
@app.before_request
def load():
    g.user = None
    try:
        g.user = jwt.decode(sent(), KEY, **OK)["sub"]  # found: verification-error-ignored
    except Exception:
        pass
ROWS = []
@app.delete("/rows")
def rows():
    ROWS.clear()
    return "", 204
@app.get("/rows")
def get_rows():
    return jsonify(ROWS)
""",
    "optional user then refuse": """
@app.before_request
def load():
    g.user = None
    try:
        g.user = jwt.decode(sent(), KEY, **OK)["sub"]
    except (KeyError, jwt.PyJWTError):
        pass
ROWS = []
@app.delete("/rows")
def rows():
    if g.user is None:
        abort(401)
    ROWS.clear()
    return "", 204
""",
    "static token": """
API_TOKEN = "f3b1c9d8e7a64b5c"
@app.before_request
def check():
    if request.headers.get("X-API-Key") != API_TOKEN:  # found: token-compared-with-constant
        abort(401)
@app.get("/x")
def x():
    return "x"
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_what_a_library_does_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
