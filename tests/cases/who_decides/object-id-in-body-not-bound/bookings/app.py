import os

import jwt
from flask import Flask, abort, g, jsonify, request

from bookings.models import Booking

app = Flask(__name__)


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.guest = jwt.decode(
            raw, os.environ["HOTEL_KEY"], algorithms=["HS256"], audience="hotel", options={"require": ["exp"]}
        )["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/bookings/move")
def move():
    body = request.get_json()
    booking = Booking.get_by_id(body["booking"])
    if booking.guest != g.guest:
        abort(403)
    booking.room = int(body["room"])
    booking.save()
    return jsonify(room=booking.room)


@app.post("/bookings/cancel")
def cancel():
    booking = Booking.get_by_id(request.get_json()["booking"])  # found: object-without-owner-check
    booking.cancelled = True
    booking.save()
    return jsonify(cancelled=True)
