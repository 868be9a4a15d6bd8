"""In which other ways is a token verified badly, or well? Its times, its audience, its algorithm and its key."""

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
    "algorithm-confusion",
    "algorithm-from-token",
    "key-from-token",
    "expiry-not-required",
    "audience-not-checked",
)

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
    "authlib is asked for an issuer only": """
from authlib.jose import JsonWebKey, jwt as tokens
keys = JsonWebKey.import_key_set(open("keys.json").read())
@app.get("/a")
def a():
    wanted = {"iss": {"essential": True, "value": "https://id.example"}}
    claims = tokens.decode(bearer(), keys, claims_options=wanted)  # found: audience-not-checked
    claims.validate()
    return jsonify(claims["sub"])
""",
    "authlib is asked for both": """
from authlib.jose import JsonWebKey, jwt as tokens
keys = JsonWebKey.import_key_set(open("keys.json").read())
@app.get("/a")
def a():
    wanted = {"iss": {"value": "https://id.example"}, "aud": {"essential": True, "value": "x"}}
    claims = tokens.decode(bearer(), keys, claims_options=wanted)
    claims.validate()
    return jsonify(claims["sub"])
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_verify_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, CHECKS)
    assert found == marked
