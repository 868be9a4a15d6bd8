import os

from flask import Flask, jsonify, request

from jobs.partition import PartitionSpec

app = Flask(__name__)


@app.post("/jobs/plan")
def plan():
    body = request.get_json()
    spec = PartitionSpec.from_json(body["partition"])
    rows = int(body.get("rows", 0))
    return jsonify(partitions=spec.num(ROWCOUNT=rows, CONCURRENCY=os.cpu_count()), by=spec.by)
