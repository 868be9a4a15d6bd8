import os

import jwt
from flask import Blueprint, Flask, abort, g, jsonify, request

payroll = Blueprint("payroll", __name__, url_prefix="/payroll")
SALARIES = {"ann": 5200, "bo": 4100}


@payroll.before_request
def accountant():
    if request.method not in {"POST", "PUT", "DELETE"}:  # found: exempting-hook
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["PAYROLL_KEY"], algorithms=["HS256"], audience="payroll", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if g.claims.get("role") != "accountant":
        abort(403)


@payroll.get("/salaries")  # echo: route-without-decision
def salaries():
    return jsonify(SALARIES)


@payroll.route("/salaries/raise", methods=["POST", "PATCH"])  # echo: route-without-decision
def raise_all():
    for name in SALARIES:
        SALARIES[name] += int(request.get_json()["by"])
    return jsonify(SALARIES)


app = Flask(__name__)
app.register_blueprint(payroll)
