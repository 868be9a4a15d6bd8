from flask import Flask, jsonify, request

from flowlet.documents import ResultDocument

app = Flask(__name__)
SIZES = {}


@app.put("/results/<uuid:result_id>")
def put_result(result_id):
    body = request.get_json()
    document = ResultDocument(body["metadata"], body["data"])
    SIZES[result_id] = len(str(document.value))
    return jsonify(size=SIZES[result_id])
