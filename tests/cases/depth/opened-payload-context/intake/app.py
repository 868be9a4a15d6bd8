from flask import Flask, jsonify, request

from intake.records import RecordReader
from intake.spool import spooled

app = Flask(__name__)


@app.post("/records")
def records():
    with spooled(request.stream) as handle:
        kept = [record for record in RecordReader(handle) if record]
    return jsonify(kept=len(kept))


@app.get("/records/formats")
def formats():
    return jsonify(["stream"])
