import os

from flask import Blueprint, Flask, g, jsonify, request

from catalogue.auth import authenticate

loans = Blueprint("loans", __name__, url_prefix="/loans")
loans.before_request(authenticate)
LOANS = {}


@loans.get("")
def mine():
    return jsonify(LOANS.get(g.reader, []))


@loans.post("")
def borrow():
    LOANS.setdefault(g.reader, []).append(str(request.get_json()["signature"]))
    return "", 201


def create_app():
    app = Flask("catalogue")
    app.config.update(SSO_JWKS=os.environ["SSO_JWKS"], SSO_ISSUER=os.environ["SSO_ISSUER"])
    app.register_blueprint(loans)
    return app
