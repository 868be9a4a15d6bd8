from flask import Flask, abort, jsonify

from store.tokens import Caller

app = Flask(__name__)
SHELVES = {"north": ["plans.pdf"], "south": ["menu.pdf"]}


@app.get("/shelf")
def shelf():
    tenant = Caller.of_request().tenant
    if tenant not in SHELVES:
        abort(403)
    return jsonify(files=SHELVES[tenant])


@app.delete("/shelf")
def empty_shelf():
    caller = Caller.of_request()
    if not caller.claims.get("may_delete"):
        abort(403)
    SHELVES[caller.tenant] = []
    return "", 204
