import os

from flask import Flask, jsonify, request

from jobs.partition import number_of

app = Flask(__name__)


@app.errorhandler(ValueError)
def refused(problem):
    return jsonify(error=str(problem)), 400


@app.post("/jobs/plan")
def plan():
    body = request.get_json()
    rows = int(body.get("rows", 0))
    return jsonify(partitions=number_of(str(body["num"]), ROWCOUNT=rows, CONCURRENCY=os.cpu_count()))
