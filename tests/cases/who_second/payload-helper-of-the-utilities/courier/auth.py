import time
from typing import NamedTuple

from flask import abort, g, request

from courier.utils import jwt_payload


class Courier(NamedTuple):
    id: str
    depot: str | None


def load_courier():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        payload = jwt_payload(token)
    except (IndexError, ValueError):
        abort(401)
    if payload.get("exp", 0) < time.time():  # echo: role-from-untrusted-data
        abort(401)
    g.courier = Courier(payload["sub"], payload.get("depot"))
