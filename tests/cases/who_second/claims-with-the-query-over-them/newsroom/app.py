from authlib.jose.errors import JoseError
from flask import Flask, abort, g, jsonify, request

from newsroom import user

app = Flask(__name__)
ARTICLES = []


@app.before_request
def load_user():
    try:
        g.user = user.current()
    except (JoseError, ValueError):
        abort(401)


@app.get("/articles")
def articles():
    return jsonify(desk=getattr(g.user, "desk", None), articles=ARTICLES)


@app.post("/articles")
def publish():
    if getattr(g.user, "role", None) != "editor":  # echo: token-merged-with-untrusted-data, role-from-untrusted-data
        abort(403)
    body = request.get_json()
    ARTICLES.append({"desk": str(body["desk"]), "title": str(body["title"])})
    return "", 201
