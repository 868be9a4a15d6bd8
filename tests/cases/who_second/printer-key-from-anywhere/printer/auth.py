import os

import jwt
from flask import abort, g, request


def get_api_token(req):
    """The first token found: the query, our own header, or the usual one."""
    if "apikey" in req.args:
        return req.args["apikey"]  # found: token-in-query
    if "X-Api-Key" in req.headers:
        return req.headers["X-Api-Key"]
    header = req.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.replace("Bearer ", "", 1)
    return None


def load_user():
    token = get_api_token(request)
    if token is None:
        abort(403)
    try:
        g.user = jwt.decode(token, os.environ["PRINTER_KEY"], algorithms=["HS256"], audience="printer")
    except jwt.InvalidTokenError:
        abort(403)
