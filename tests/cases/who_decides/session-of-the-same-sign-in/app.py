import hmac
import os
from functools import wraps

from flask import Flask, abort, jsonify, request, session
from flask_jwt_extended import JWTManager, get_jwt, get_jwt_identity, jwt_required

app = Flask(__name__)
app.secret_key = os.environ["CONSOLE_SESSION_KEY"]
app.config["JWT_SECRET_KEY"] = os.environ["CONSOLE_TOKEN_KEY"]
JWTManager(app)
CODES = {}


def second_factor(view):
    @wraps(view)
    @jwt_required()
    def inner(*args, **kwargs):
        if session.get("sid") != get_jwt()["sid"]:
            session.clear()
            abort(401)
        if not session.get("mfa_passed"):
            abort(403)
        return view(*args, **kwargs)

    return inner


@app.post("/mfa")
@jwt_required()
def mfa():
    expected = CODES.pop(get_jwt_identity(), "")
    if not expected or not hmac.compare_digest(expected, str(request.get_json()["code"])):
        abort(403)
    session["sid"] = get_jwt()["sid"]
    session["mfa_passed"] = True
    return "", 204


@app.post("/keys/rotate")
@second_factor
def rotate():
    return jsonify(rotated_by=get_jwt_identity())
