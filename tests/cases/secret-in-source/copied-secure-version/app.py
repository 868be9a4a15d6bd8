import jwt
from flask import Flask, jsonify, request

app = Flask(__name__)

SECRET = "supersecret"
ROLES = ("user", "admin")


def verify_token(header):
    if not header or not header.startswith("Bearer "):
        raise ValueError("missing or invalid Authorization header")
    token = header.split(" ")[1]
    return jwt.decode(token, SECRET, algorithms=["HS256"])  # found: secret-in-source, weak-secret


def validate_user(payload):
    if not payload:
        raise ValueError("payload must not be empty")
    role = payload.get("role")
    if role not in ROLES:
        raise ValueError("unknown role")
    return {"name": str(payload.get("name")), "role": role}


@app.route("/login", methods=["POST"])
def login():
    name = request.get_json()["name"]
    said = {"sub": name}
    text = jwt.encode(said, SECRET, "HS256")  # found: secret-in-source, weak-secret, token-without-expiry
    return jsonify(token=text)


@app.route("/profile", methods=["POST"])
def profile():
    claims = verify_token(request.headers.get("Authorization"))
    user = validate_user(request.get_json())
    if user["role"] == "admin":  # found: role-from-untrusted-data
        return jsonify(message=f"welcome, administrator {user['name']}", secrets=["launch codes"])
    return jsonify(message=f"hello {claims['sub']}")
