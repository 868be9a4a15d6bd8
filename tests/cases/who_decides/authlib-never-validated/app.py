import os

from authlib.jose import JsonWebToken
from authlib.jose.errors import JoseError
from flask import Blueprint, Flask, abort, g, jsonify, request

host = Blueprint("host", __name__, url_prefix="/v1")
decoder = JsonWebToken(["ES256"])
WANTED = {"exp": {"essential": True}}


@host.before_request
def identify():
    raw = request.headers.get("Authorization", "")[7:]
    try:
        g.claims = decoder.decode(raw, os.environ["HOST_KEY"], claims_options=WANTED)  # found: expiry-not-required
    except JoseError:
        abort(401)


@host.get("/shows")
def shows():
    return jsonify(owner=g.claims["sub"], shows=[])


@host.post("/shows")
def new_show():
    return jsonify(owner=g.claims["sub"], title=str(request.get_json()["title"])), 201


app = Flask(__name__)
app.register_blueprint(host)
