from flask import Flask, abort, g, jsonify, request

from farm.settings import WORKER_TOKENS

app = Flask(__name__)
JOBS = {"blender": ["scene-1"], "encoder": ["clip-9"]}


@app.before_request
def worker():
    raw = request.headers.get("Authorization", "").partition(" ")[2]
    if raw not in WORKER_TOKENS:  # found: token-compared-with-constant
        abort(401)
    g.kind = WORKER_TOKENS[raw]


@app.post("/jobs/next")
def next_job():
    waiting = JOBS[g.kind]
    return jsonify(job=waiting.pop(0) if waiting else None)


@app.get("/jobs")
def waiting_jobs():
    return jsonify(JOBS[g.kind])
