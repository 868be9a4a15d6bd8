import os
import time

import jwt
from flask import Flask, jsonify, request
from flask_httpauth import HTTPTokenAuth

app = Flask(__name__)
auth = HTTPTokenAuth()
METRICS = {}


def documented(summary):
    """Notes what a handler is for, so that /help can tell."""

    def note(fn):
        METRICS[fn.__name__] = {"summary": summary, "since": time.time()}
        return fn

    return note


@auth.verify_token
def verify(token):
    try:
        return jwt.decode(token, os.environ["WEATHER_KEY"], algorithms=["HS256"], audience="weather")
    except jwt.InvalidTokenError:
        return None


@documented("the forecast for one place")
@app.get("/forecast/<place>")
@auth.login_required
def forecast(place):
    return jsonify(place=place, user=auth.current_user()["sub"], sun=True)


@documented("a report of an observer")
@app.post("/observations")
@auth.login_required
def observe():
    return jsonify(seen=str(request.get_json()["what"])), 201


@documented("what there is")
@app.get("/help")
def help_page():
    return jsonify({name: note["summary"] for name, note in METRICS.items()})
