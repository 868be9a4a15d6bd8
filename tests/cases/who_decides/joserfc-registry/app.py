import os

from flask import Blueprint, Flask, abort, g, jsonify, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

stock = Blueprint("stock", __name__, url_prefix="/stock")
ITEMS = {"bolt": 40, "nut": 12}
KEY = RSAKey.import_key(os.environ["ISSUER_PUBLIC_KEY"])
RULES = jwt.JWTClaimsRegistry(
    exp={"essential": True},
    aud={"essential": True, "value": "stock"},
    iss={"essential": True, "value": "https://id.example"},
)


@stock.before_request
def identify():
    header = request.headers.get("Authorization", "")
    try:
        token = jwt.decode(header[7:], KEY, algorithms=["PS256"])
        RULES.validate(token.claims)
    except (JoseError, ValueError):
        abort(401)
    g.claims = token.claims
    if g.claims.get("warehouse") != "central":
        abort(403)


@stock.get("/")
def listing():
    return jsonify(ITEMS)


@stock.put("/<name>")
def count(name):
    if name not in ITEMS:
        abort(404)
    ITEMS[name] = int(request.get_json()["count"])
    return jsonify(name=name, count=ITEMS[name])


app = Flask(__name__)
app.register_blueprint(stock)
