from flask import Flask, jsonify, request

from people import User

app = Flask(__name__)


@app.post("/announcements")
def announce():
    user = User.from_header(request.headers["X-User"])
    user.must_be("publisher")
    return jsonify(by=user.name), 201
