from flask import Flask, jsonify, request

from flowlet.results import ResultFile
from flowlet.serializers import JSONSerializer, Serializer

app = Flask(__name__)
incoming: Serializer = JSONSerializer()
counts = ResultFile("/var/lib/flowlet/counts.bin")


@app.post("/results/<flow>")
def results(flow):
    result = incoming.loads(request.get_data())
    seen = counts.read()
    seen[len(flow)] = len(result)
    counts.write(seen)
    return jsonify(flows=len(seen))
