"""In which other ways is a token read badly, or well? Small apps; the marked lines are found, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

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
MARK = re.compile(r"# found: ([a-z, -]+)$")
CHECKS = (
    "algorithm-confusion", "algorithm-from-token", "key-from-token", "expiry-not-required", "audience-not-checked",
    "token-decoded-by-hand", "verification-error-ignored", "token-compared-with-constant", "weak-secret",
    "token-in-query", "token-in-log", "token-without-expiry",
)  # fmt: skip

WAYS = {
    "leeway of a year": """
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), KEY, **OK, leeway=timedelta(days=365)))  # found: expiry-not-required
""",
    "leeway in seconds from a constant": """
LEEWAY = 10 * 365 * 24 * 3600
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), KEY, **OK, leeway=LEEWAY))  # found: expiry-not-required
""",
    "leeway of a minute": """
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), KEY, **OK, leeway=60))
""",
    "options spread from a module constant": """
OPTIONS = dict(verify_exp=False, require=["sub"])
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), KEY, **OK, options={**OPTIONS}))  # found: expiry-not-required
""",
    "keywords spread": """
RULES = {"algorithms": ["HS256"], "options": {"verify_exp": False}}
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), KEY, audience="x", **RULES))  # found: expiry-not-required
""",
    "jose without expiry": """
from jose import jwt as jose_jwt, JWTError
@app.get("/a")
def a():
    try:
        claims = jose_jwt.decode(bearer(), KEY, "HS256", {"verify_exp": False})  # found: expiry-not-required
    except JWTError:
        abort(401)
    return jsonify(claims)
""",
    "authlib never validates": """
from authlib.jose import JsonWebToken
@app.get("/a")
def a():
    claims = JsonWebToken(["HS256"]).decode(bearer(), KEY)  # found: expiry-not-required
    return jsonify(claims["sub"])
""",
    "authlib validates": """
from authlib.jose import JsonWebToken
@app.get("/a")
def a():
    claims = JsonWebToken(["HS256"]).decode(bearer(), KEY)
    claims.validate(leeway=10)
    return jsonify(claims["sub"])
""",
    "joserfc validates by a registry": """
from joserfc import jwt as rfc
from joserfc.jwk import OctKey
rules = rfc.JWTClaimsRegistry(exp={"essential": True})
@app.get("/a")
def a():
    token = rfc.decode(bearer(), OctKey.import_key(KEY), algorithms=["HS256"])
    rules.validate(token.claims)
    return jsonify(token.claims["sub"])
""",
    "the expired token's claims are read after its error": """
@app.before_request
def who():
    try:
        g.claims = jwt.decode(bearer(), KEY, **OK)
    except jwt.ExpiredSignatureError:
        g.claims = jwt.decode(bearer(), KEY, **OK, options={"verify_exp": False})  # found: expiry-not-required
    except jwt.InvalidTokenError:
        abort(401)
@app.get("/a")
def a():
    return jsonify(g.claims["sub"])
""",
    "timed serializer without an age": """
from itsdangerous import URLSafeTimedSerializer, BadSignature
signer = URLSafeTimedSerializer(KEY)
@app.get("/a")
def a():
    try:
        who = signer.loads(bearer())  # found: expiry-not-required
    except BadSignature:
        abort(401)
    return jsonify(who)
""",
    "both kinds in a setting": """
class Config:
    ALGORITHMS = ["HS256", "ES256"]
app.config.from_object(Config)
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), KEY, algorithms=Config.ALGORITHMS, audience="x"))  # found: algorithm-confusion
""",
    "jose with both": """
from jose import jwt as jose_jwt
@app.get("/a")
def a():
    pem = open("pub.pem").read()
    return jsonify(jose_jwt.decode(bearer(), pem, algorithms=["RS256", "HS256"]))  # found: algorithm-confusion
""",
    "joserfc with both": """
from joserfc import jwt as rfc
from joserfc.jwk import import_key
@app.get("/a")
def a():
    key = import_key(open("pub.pem").read())
    token = rfc.decode(bearer(), key, algorithms=["HS256", "RS256"])  # found: algorithm-confusion
    rfc.JWTClaimsRegistry().validate(token.claims)
    return jsonify(token.claims["sub"])
""",
    "two codes": """
@app.get("/a")
def a():
    return jsonify(jwt.decode(bearer(), KEY, algorithms=["HS256", "HS384", "HS512"], audience="x"))
""",
    "header through a helper": """
def head():
    return jwt.get_unverified_header(bearer())
@app.get("/a")
def a():
    alg = head().get("alg", "HS256")
    return jsonify(jwt.decode(bearer(), KEY, algorithms=[alg], audience="x"))  # found: algorithm-from-token
""",
    "jose's header": """
from jose import jwt as jose_jwt
@app.get("/a")
def a():
    head = jose_jwt.get_unverified_headers(bearer())
    return jsonify(jose_jwt.decode(bearer(), KEY, algorithms=head["alg"], audience="x"))  # found: algorithm-from-token
""",
    "the header by hand": """
@app.get("/a")
def a():
    first = bearer().split(".")[0]
    head = json.loads(base64.urlsafe_b64decode(first + "=="))
    return jsonify(jwt.decode(bearer(), KEY, algorithms=[head["alg"]], audience="x"))  # found: algorithm-from-token
""",
    "the header's algorithm by a table of ours": """
OURS = {"HS256": ["HS256"], "HS512": ["HS512"]}
@app.get("/a")
def a():
    alg = jwt.get_unverified_header(bearer())["alg"]
    return jsonify(jwt.decode(bearer(), KEY, algorithms=OURS[alg], audience="x"))
""",
    "the keys are fetched from where the token says": """
import requests
@app.get("/a")
def a():
    head = jwt.get_unverified_header(bearer())
    keys = requests.get(head["jku"], timeout=3).json()["keys"]  # found: key-from-token
    key = jwt.PyJWK(keys[0]).key
    return jsonify(jwt.decode(bearer(), key, algorithms=["RS256"], audience="x"))
""",
    "a certificate in the token": """
from cryptography.x509 import load_der_x509_certificate
@app.get("/a")
def a():
    head = jwt.get_unverified_header(bearer())
    found = load_der_x509_certificate(base64.b64decode(head["x5c"][0]))  # found: key-from-token
    return jsonify(jwt.decode(bearer(), found.public_key(), algorithms=["RS256"], audience="x"))
""",
    "jose is handed the token's key": """
from jose import jwt as jose_jwt
@app.get("/a")
def a():
    key = jose_jwt.get_unverified_header(bearer())["jwk"]
    return jsonify(jose_jwt.decode(bearer(), key, algorithms=["RS256"], audience="x"))  # found: key-from-token
""",
    "the address begins as ours do": """
import requests
@app.get("/a")
def a():
    head = jwt.get_unverified_header(bearer())
    if not head["jku"].startswith("https://id.example/"):
        abort(401)
    keys = requests.get(head["jku"], timeout=3).json()["keys"]
    return jsonify(jwt.decode(bearer(), jwt.PyJWK(keys[0]).key, algorithms=["RS256"], audience="x"))
""",
    "google's token without an audience": """
from google.oauth2 import id_token
from google.auth.transport import requests as transport
@app.get("/a")
def a():
    return jsonify(id_token.verify_oauth2_token(bearer(), transport.Request())["sub"])  # found: audience-not-checked
""",
    "google's token with one": """
from google.oauth2 import id_token
from google.auth.transport import requests as transport
@app.get("/a")
def a():
    return jsonify(id_token.verify_oauth2_token(bearer(), transport.Request(), os.environ["CLIENT"])["sub"])
""",
    "the audience is compared after": """
keys = jwt.PyJWKClient("https://id.example/keys")
@app.get("/a")
def a():
    key = keys.get_signing_key_from_jwt(bearer()).key
    claims = jwt.decode(bearer(), key, algorithms=["RS256"], options={"verify_aud": False})
    if "api" not in claims["aud"]:
        abort(401)
    return jsonify(claims["sub"])
""",
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


def told(text: str, folder: Path, checks: tuple[str, ...]) -> set[tuple[str, int]]:
    (folder / "app.py").write_text(HEAD + text, encoding="utf-8")
    result = scan(folder, Settings(only=checks))
    assert result.not_looked == ()
    return {(finding.check, finding.place.line) for finding in result.findings}


def marked(text: str) -> set[tuple[str, int]]:
    lines = enumerate((HEAD + text).splitlines(), 1)
    found = ((number, MARK.search(line)) for number, line in lines)
    return {(name, number) for number, match in found if match for name in match[1].split(", ")}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_read_a_token_is_told_apart(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path, CHECKS) == marked(text)
