import base64
import pickle
from functools import wraps

from flask import Flask, jsonify, request

app = Flask(__name__)
ANSWERS = []


def with_user(view):
    @wraps(view)
    def inner(*args, **kwargs):
        try:
            blob = base64.urlsafe_b64decode(request.headers["Authorization"].split()[1])  # echo: token-decoded-by-hand
            user = pickle.loads(blob)  # found: pickle-from-request
        except Exception:
            return jsonify(error="bad token"), 401
        return view(user, *args, **kwargs)

    return inner


@app.post("/answers")
@with_user
def answer(user):
    ANSWERS.append({"by": user.name, "text": str(request.get_json()["text"])})
    return "", 201


@app.get("/answers")
@with_user
def answers(user):
    if not user.is_staff:  # found: role-from-untrusted-data
        return jsonify(error="staff only"), 403
    return jsonify(ANSWERS)
