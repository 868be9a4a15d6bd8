from flask import Flask, g, jsonify

from billing.access import load_caller, tenant_allowed

app = Flask(__name__)
app.before_request(load_caller)
INVOICES = {"acme": [100], "globex": [7, 9]}


@app.get("/invoices")
def invoices():
    return jsonify(INVOICES[tenant_allowed()], admin=g.claims["sub"])


@app.get("/total")
def total():
    return jsonify(total=sum(INVOICES[tenant_allowed()]), admin=g.claims["sub"])
