import os

from flask import abort, g, request
from jose import JWTError, jwt

SAFE = ("GET", "HEAD", "OPTIONS")


def authenticate():
    if request.method in SAFE:  # found: exempting-hook
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.staff = jwt.decode(raw, os.environ["CLINIC_KEY"], algorithms=["HS256"], audience="clinic")["sub"]
    except JWTError:
        abort(401)
