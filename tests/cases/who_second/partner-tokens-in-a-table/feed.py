import logging

from flask import Flask, jsonify
from flask_httpauth import HTTPTokenAuth

app = Flask(__name__)
auth = HTTPTokenAuth(scheme="Bearer")
log = logging.getLogger("feed")

PARTNERS = {
    "c1f5e0b7a94d4a6fb2d0": "northwind",
    "7d22b8f3310e4c7e9a51": "fabrikam",
}


@auth.verify_token
def verify(token):
    if token in PARTNERS:  # found: token-compared-with-constant
        return PARTNERS[token]
    return None


@app.get("/prices")
@auth.login_required
def prices():
    log.info("prices for %s", auth.current_user())
    return jsonify(partner=auth.current_user(), prices={"wheat": 211.5})


@app.get("/prices/<crop>")
@auth.login_required
def price(crop):
    return jsonify(crop=crop, price={"wheat": 211.5}.get(crop))
