import json
import logging
import os
from pathlib import Path

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
log = logging.getLogger(__name__)
SETTINGS = {
    "remoteUserHeader": "X-Remote-User",
    "remoteGroupsHeader": "X-Remote-Groups",
}
QUEUE_FILE = Path(os.environ["QUEUE_FILE"])


def remote_groups():
    raw = request.headers.get(SETTINGS["remoteGroupsHeader"], "")
    return {name.strip().lower() for name in raw.split(",") if name.strip()}


@app.delete("/queue")
def clear_queue():
    if "admins" not in remote_groups():  # found: role-from-untrusted-data
        abort(403)
    log.info("queue cleared by %s", request.headers.get(SETTINGS["remoteUserHeader"]))
    QUEUE_FILE.write_text("[]")
    return "", 204


@app.post("/queue")
def enqueue():
    if "operators" not in remote_groups():  # found: role-from-untrusted-data
        abort(403)
    jobs = json.loads(QUEUE_FILE.read_text())
    jobs.append(str(request.get_json()["file"]))
    QUEUE_FILE.write_text(json.dumps(jobs))
    return jsonify(length=len(jobs)), 201
