import jwt
from flask import Flask, abort, g, jsonify, request

from verifiers import MachineVerifier, PeopleVerifier, Verifier

app = Flask(__name__)
machines: Verifier = MachineVerifier()
people: Verifier = PeopleVerifier()
READINGS: dict[str, list[float]] = {}


def bearer() -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


@app.post("/readings")
def push():
    try:
        claims = machines.verify(bearer())
    except jwt.PyJWTError:
        abort(401)
    READINGS.setdefault(claims["sub"], []).append(float(request.get_json()["value"]))
    return "", 201


@app.get("/readings")
def mine():
    try:
        g.claims = people.verify(bearer())
    except jwt.PyJWTError:
        abort(401)
    return jsonify({meter: READINGS.get(meter, []) for meter in g.claims.get("meters", [])})
