from flask import Flask, jsonify, request
from flask_httpauth import HTTPTokenAuth

app = Flask(__name__)
auth = HTTPTokenAuth(scheme="Bearer", header="X-Access-Token")
MESSAGES = []


@auth.verify_token
def verify(token):
    if not token:  # found: presence-only-bearer
        return None
    return "member"


@app.get("/messages")
@auth.login_required
def messages():
    return jsonify(MESSAGES)


@app.post("/messages")
@auth.login_required
def post():
    MESSAGES.append(str(request.get_json()["text"]))
    return jsonify(by=auth.current_user(), count=len(MESSAGES)), 201


@app.delete("/messages")
@auth.login_required
def clear():
    MESSAGES.clear()
    return "", 204
