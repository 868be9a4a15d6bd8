from flask import Flask, abort, g, jsonify, request

from console.webserver import identify

app = Flask(__name__)
app.before_request(identify)
SAVED = {}


@app.get("/queries")
def queries():
    return jsonify(SAVED.get(g.user, []))


@app.post("/queries")
def save():
    SAVED.setdefault(g.user, []).append(str(request.get_json()["sql"]))
    return "", 201


@app.post("/maintenance")
def maintenance():
    if "dba" not in g.groups:
        abort(403)
    return jsonify(started=True), 202
