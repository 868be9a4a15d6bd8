from flask import Flask, jsonify, request

from workflows.spec import WorkflowSpec

app = Flask("workflows")
REGISTERED = {}


@app.post("/workflows")
def register():
    upload = request.files["archive"]
    spec = WorkflowSpec.from_archive(upload)
    REGISTERED[upload.filename] = spec.order()
    return jsonify(status=f'Workflow "{upload.filename}" registered')


@app.get("/workflows")
def listing():
    return jsonify(REGISTERED)
