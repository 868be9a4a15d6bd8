import jwt
from flask import Flask, jsonify, request

from profile import claims_of, shown

app = Flask(__name__)


@app.post("/home")
def home():
    try:
        claims = claims_of(request.headers.get("Authorization", ""))
    except jwt.InvalidTokenError:
        return jsonify(error="unauthorized"), 401
    view = shown(claims, request.get_json())
    if view["role"] == "admin":
        return jsonify(theme=view["theme"], links=["/admin", "/home"])
    return jsonify(theme=view["theme"], links=["/home"])
