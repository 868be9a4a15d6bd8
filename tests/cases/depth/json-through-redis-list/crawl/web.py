from uuid import uuid4

from flask import Flask, abort, jsonify, request

from crawl.store import load_result, push_job

app = Flask(__name__)


@app.post("/jobs")
def post_job():
    job_id = uuid4().hex
    push_job({"id": job_id, "urls": request.get_json()["urls"]})
    return jsonify(id=job_id), 202


@app.get("/jobs/<job_id>")
def get_job(job_id):
    sizes = load_result(job_id)
    if sizes is None:
        abort(404)
    return jsonify(sizes=sizes)
