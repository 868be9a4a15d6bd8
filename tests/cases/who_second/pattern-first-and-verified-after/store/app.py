from flask import Flask, abort, g, jsonify, request

from store import auth

app = Flask(__name__)
app.before_request(auth.extract)
app.before_request(auth.verify)
ENTITIES = {}


@app.get("/entities")
def entities():
    return jsonify(sorted(ENTITIES))


@app.put("/entities/<name>")
def apply(name):
    if "writer" not in g.user.roles:
        abort(403)
    ENTITIES[name] = str(request.get_json()["join_key"])
    return "", 204
