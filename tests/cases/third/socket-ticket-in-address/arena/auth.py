import os

import jwt
from flask import abort, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

tickets = URLSafeTimedSerializer(os.environ["TICKET_KEY"], salt="poll")


def player():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(token, os.environ["ARENA_KEY"], algorithms=["HS256"], audience="arena")["sub"]
    except jwt.InvalidTokenError:
        abort(401)


def player_of_ticket(ticket):
    try:
        return tickets.loads(ticket, max_age=10)
    except BadSignature:
        abort(401)
