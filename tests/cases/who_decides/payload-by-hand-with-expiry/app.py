import json
import time

from flask import Flask, abort, jsonify, request
from jwt.utils import base64url_decode

app = Flask(__name__)
CABINS = {"crew": ["c1", "c2"], "guest": ["g1"]}


class Ticket:
    def __init__(self, token):
        segments = token.split(".")
        if len(segments) != 3:
            abort(401)
        self.claims = json.loads(base64url_decode(segments[1]))  # found: token-decoded-by-hand

    def check(self):
        if self.claims.get("exp", 0) < time.time():
            abort(401)
        return self

    @property
    def kind(self):
        return self.claims.get("kind")


def ticket():
    return Ticket(request.headers.get("Authorization", "").removeprefix("Bearer ")).check()


@app.get("/cabins")
def cabins():
    return jsonify(CABINS.get(ticket().kind, []))


@app.get("/bridge")
def bridge():
    if ticket().kind != "crew":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(course=42)
