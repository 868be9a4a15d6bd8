import logging
import os

from flask import Flask, abort, g, jsonify, request
from jose import JWTError, jwt

log = logging.getLogger(__name__)


class Verifier:
    def __init__(self, key):
        self.key = key

    def __call__(self, raw):
        return jwt.decode(  # found: secret-in-source, weak-secret
            raw, self.key, algorithms=["HS256"], audience="timetable"
        )


app = Flask(__name__)
verify = Verifier(os.getenv("TIMETABLE_KEY") or "timetable-dev")  # echo: secret-in-source, weak-secret
LESSONS = {}


@app.before_request
def authenticate():
    try:
        g.claims = verify(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except JWTError as error:
        log.info("refused: %s", error)
        abort(401)


@app.get("/lessons")
def lessons():
    return jsonify(LESSONS.get(g.claims.get("class"), []))


@app.post("/lessons")
def add_lesson():
    if "teacher" not in g.claims.get("roles", []):
        abort(403)
    body = request.get_json()
    LESSONS.setdefault(str(body["class"]), []).append(str(body["title"]))
    return "", 201
