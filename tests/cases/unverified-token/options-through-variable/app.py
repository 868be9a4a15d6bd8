from flask import Flask, abort, jsonify, request
from jwt import decode as read_token

import settings

app = Flask(__name__)


@app.post("/accounts/<account>/close")
def close(account):
    token = request.headers["Authorization"].split(" ")[1]
    options = settings.DECODE_OPTIONS
    claims = read_token(token, settings.KEY, algorithms=settings.ALGORITHMS, options=options)  # found: unverified-token
    if claims["sub"] != account:  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(closed=account)
