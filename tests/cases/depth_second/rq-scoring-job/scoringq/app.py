import os

import redis
from flask import Flask, current_app, jsonify, request
from rq import Queue

from scoringq import jobs


def create_app():
    app = Flask(__name__)
    connection = redis.from_url(os.environ["SCORING_REDIS"])
    app.extensions["rq"] = Queue("scoring", connection=connection)

    @app.post("/scores")
    def enqueue():
        body = request.get_json()
        path = os.path.join(os.environ["SCORING_MODELS"], body["model"])
        job = current_app.extensions["rq"].enqueue(jobs.score, path, rows=body["rows"])
        return jsonify(job=job.id), 202

    return app
