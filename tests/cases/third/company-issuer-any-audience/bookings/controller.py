from flask import Flask, g, jsonify, request

from bookings.security import secured

app = Flask(__name__)
BOOKINGS: dict[str, list[str]] = {}


@app.get("/bookings")
@secured
def my_bookings():
    return jsonify(BOOKINGS.get(g.principal.subject, []))


@app.post("/bookings")
@secured
def book():
    BOOKINGS.setdefault(g.principal.subject, []).append(str(request.get_json()["room"]))
    return "", 201
