import os

from flask import Flask, jsonify, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]


@app.post("/preferences")
def preferences():
    sent = request.get_json()
    name, value = sent["name"], sent["value"]
    session[name] = value  # found: session-filled-from-request
    return jsonify(saved=name)


@app.get("/admin")
def admin():
    if session.get("role") != "admin":
        return jsonify(error="forbidden"), 403
    return jsonify(ok=True)
