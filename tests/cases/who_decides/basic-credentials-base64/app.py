import base64
import binascii
from functools import wraps

from flask import Flask, Response, g, jsonify, request
from werkzeug.security import check_password_hash

app = Flask(__name__)
READERS = {}
CHALLENGE = {"WWW-Authenticate": 'Basic realm="feeds", charset="UTF-8"'}


def reader(view):
    @wraps(view)
    def inner(*args, **kwargs):
        scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
        try:
            name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return Response(status=400)
        stored = READERS.get(name)
        if scheme != "Basic" or stored is None or not check_password_hash(stored, password):
            return Response(status=401, headers=CHALLENGE)
        g.reader = name
        return view(*args, **kwargs)

    return inner


@app.get("/feeds")
@reader
def feeds():
    return jsonify(reader=g.reader, feeds=[])
