from flask import Flask, jsonify

from jobs.scoped import scoped

app = Flask(__name__)
started = []


@app.post("/jobs")
@scoped("jobs:start")
def start():
    started.append(len(started) + 1)
    return jsonify(jobs=len(started)), 202


@app.get("/jobs/count")
@scoped("jobs:read")
def count():
    return jsonify(jobs=len(started))
