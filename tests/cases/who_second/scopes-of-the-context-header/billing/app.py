import jwt
from flask import Flask, abort, g, jsonify, request

from billing import context

app = Flask(__name__)
REFUNDS = []


@app.before_request
def load_context():
    try:
        g.context = context.build()
    except (jwt.InvalidTokenError, ValueError):
        abort(401)


@app.get("/invoices")
def invoices():
    return jsonify(owner=g.context.subject, locale=g.context.locale, invoices=[])


@app.post("/refunds")
def refund():
    if not g.context.may("refund:write"):  # found: role-from-untrusted-data
        abort(403)
    REFUNDS.append({"by": g.context.subject, "amount": int(request.get_json()["amount"])})
    return "", 201
