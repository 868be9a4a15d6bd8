import datetime as dt
import os

import jwt
from flask import Blueprint, Flask, abort, current_app, jsonify, request
from werkzeug.security import check_password_hash

bp = Blueprint("shop", __name__)
CUSTOMERS = {}


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SHOP_SESSION_KEY"]
    app.config["TOKEN_KEY"] = os.environ.get(  # found: secret-in-source
        "SHOP_TOKEN_KEY", "temporary_key_that_must_be_replaced_before_launch"
    )
    app.register_blueprint(bp)
    return app


@bp.post("/token")
def token():
    form = request.form
    stored = CUSTOMERS.get(form["username"])
    if stored is None or not check_password_hash(stored, form["password"]):
        abort(401)
    expires = dt.datetime.now(dt.timezone.utc) + dt.timedelta(minutes=10)
    claims = {"sub": form["username"], "exp": expires}
    return jsonify(access_token=jwt.encode(claims, current_app.config["TOKEN_KEY"], algorithm="HS256"))


@bp.get("/basket")
def basket():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw, current_app.config["TOKEN_KEY"], algorithms=["HS256"], options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(customer=claims["sub"], items=[])
