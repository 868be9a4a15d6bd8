from flask import Flask, abort, jsonify, request
from redis import Redis
from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job

from exporting.jobs import export
from exporting.results import stats

app = Flask(__name__)
connection = Redis()
queue = Queue("exports", connection=connection)


@app.post("/exports")
def start():
    body = request.get_json()
    job = queue.enqueue(export, body["rows"], delimiter=body.get("delimiter", ",")[:1])
    return jsonify(id=job.id), 202


@app.get("/exports/<job_id>")
def show(job_id):
    try:
        job = Job.fetch(job_id, connection=connection)
    except NoSuchJobError:
        abort(404)
    return jsonify(stats(job))
