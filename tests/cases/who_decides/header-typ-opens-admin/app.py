import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
JOBS = []


def header_of_token():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.get_unverified_header(raw)  # found: unverified-token
    except jwt.DecodeError:
        abort(401)


@app.get("/jobs")
async def jobs():
    if header_of_token().get("kid") not in {"ops-1", "ops-2"}:  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(JOBS)


@app.post("/jobs")
async def add():
    if header_of_token().get("typ") != "admin+jwt":  # echo: role-from-untrusted-data
        abort(403)
    JOBS.append(str(request.get_json()["command"]))
    return jsonify(JOBS), 201


@app.delete("/jobs")
async def clear():
    if header_of_token().get("typ") != "admin+jwt":  # echo: role-from-untrusted-data
        abort(403)
    JOBS.clear()
    return "", 204
