from flask import Flask, abort, g, jsonify

from context import load_context

app = Flask(__name__)
app.before_request(load_context)

LEDGER = {"public": [], "acme": [120, 80], "zeta": [7]}


@app.get("/ledger/<tenant>")
def ledger(tenant):
    if g.tenant != tenant:  # found: role-from-untrusted-data
        abort(404)
    return jsonify(LEDGER.get(tenant, []))


@app.post("/ledger/<tenant>/close")
def close(tenant):
    if g.role not in {"accountant", "owner"}:  # found: role-from-untrusted-data
        abort(403)
    LEDGER.pop(tenant, None)
    return "", 204
