import os
from functools import wraps

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
EXPORTED = []
SONGS = []


def exported(view):
    EXPORTED.append(view.__name__)
    return view


def singer(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["CHOIR_KEY"], algorithms=["HS256"], audience="choir", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view(*args, **kwargs)

    return inner


@exported
@app.get("/songs")
@app.get("/v1/songs")
@singer
def songs():
    return jsonify(singer=g.claims["sub"], songs=SONGS)


@exported
@app.post("/songs")
@singer
def add():
    SONGS.append(str(request.get_json()["title"]))
    return "", 201
