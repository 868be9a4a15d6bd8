from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
NOTES = []


@app.before_request
def authenticate():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or len(token) < 40:  # found: presence-only-bearer
        abort(401)
    g.token_start = token[:4]


@app.get("/notes")
def notes():
    return jsonify(NOTES)


@app.post("/notes")
def add():
    NOTES.append(str(request.get_json()["text"]))
    return jsonify(count=len(NOTES)), 201


@app.get("/notes/latest")
def latest():
    return jsonify(NOTES[-1:])


@app.delete("/notes")
def clear():
    NOTES.clear()
    return "", 204
