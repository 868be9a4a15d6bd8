import json

from flask import Blueprint, Flask, abort, g, jsonify, request
from joserfc import jws
from joserfc.errors import JoseError

stock = Blueprint("stock", __name__, url_prefix="/stock")
ITEMS = {"bolt": 40, "nut": 12}


@stock.before_request
def identify():
    header = request.headers.get("Authorization", "")
    try:
        token = jws.extract_compact(header[7:].encode())  # found: unverified-token
    except (JoseError, ValueError):
        abort(401)
    g.claims = json.loads(token.payload)
    if g.claims.get("warehouse") != "central":  # echo: role-from-untrusted-data
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
