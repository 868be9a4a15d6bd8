from flask import Flask, jsonify, request

app = Flask(__name__)
USERS = [{"name": "ines"}, {"name": "otto"}]


@app.post("/users/export")
def export():
    payload = request.get_json(silent=True) or {}
    if payload.get("role") != "admin":  # found: role-from-untrusted-data
        return jsonify(error="admins only"), 403
    return jsonify(users=USERS, format=payload.get("format", "json"))
