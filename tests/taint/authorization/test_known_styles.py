"""Are the styles of well-known projects told apart?"""

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
    "airflow style": """
bp = Blueprint("dags", __name__)
DAGS = {}
def requires_access(permissions):
    def inner(func):
        @wraps(func)
        def decorated(*args, **kwargs):
            user = g.get("user")
            if user is None:
                return Response("Unauthorized", 401, {"WWW-Authenticate": "Bearer"})
            for action, resource in permissions:
                if (action, resource) not in user["perms"]:
                    return Response("Forbidden", 403)
            return func(*args, **kwargs)
        return decorated
    return inner
@bp.before_app_request
def load_user():
    import jwt
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, KEY, algorithms=["HS512"], audience="api")
    except jwt.InvalidTokenError:
        g.user = None
        return
    g.user = {"name": claims["sub"], "perms": {tuple(p) for p in claims["perms"]}}
@bp.get("/dags")
@requires_access([("can_read", "DAGs")])
def dags():
    return jsonify(list(DAGS))
@bp.patch("/dags/<dag_id>")
@requires_access([("can_edit", "DAGs")])
def patch(dag_id):
    DAGS[dag_id] = request.json
    return "", 204
@bp.post("/dags")
@requires_access([("can_edit", "DAGs")])
def post():
    DAGS[request.json["id"]] = {}
    return "", 201
@bp.delete("/dags/<dag_id>")  # found: route-without-decision
def delete(dag_id):
    DAGS.pop(dag_id, None)
    return "", 204
""",
    "webauthn less fresh": """
from flask_jwt_extended import JWTManager, jwt_required, get_jwt, get_jwt_identity
app.config["JWT_SECRET_KEY"] = KEY
app.config["JWT_TOKEN_LOCATION"] = ["headers", "query_string"]  # found: weakened-token-settings
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = False  # found: weakened-token-settings
app.config["JWT_COOKIE_SECURE"] = True
JWTManager(app)
@app.get("/x")
@jwt_required()
def x():
    return jsonify(get_jwt_identity())
""",
    "settings by env name": """
from datetime import timedelta
from flask_jwt_extended import JWTManager
class Config:
    JWT_SECRET_KEY = KEY
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=int(os.environ.get("MINUTES", "15")))
    JWT_TOKEN_LOCATION = ["headers"]
    SESSION_COOKIE_SECURE = True
    DEBUG = False
class Dev(Config):
    DEBUG = os.environ.get("FLASK_DEBUG") == "1"
app.config.from_object(Config())
JWTManager(app)
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_known_style_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, ())
    assert found == marked
