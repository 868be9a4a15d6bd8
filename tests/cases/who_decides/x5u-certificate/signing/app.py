import jwt
from flask import Flask, abort, g, jsonify, request

from signing.verifier import Verifier

app = Flask(__name__)
verifier = Verifier("signing")


@app.before_request
def authenticate():
    try:
        g.claims = verifier.verify(request.headers["Authorization"].split()[1])
    except (KeyError, IndexError, jwt.PyJWTError):
        abort(401)


@app.get("/documents")
def documents():
    return jsonify(signer=g.claims["sub"], documents=[])
