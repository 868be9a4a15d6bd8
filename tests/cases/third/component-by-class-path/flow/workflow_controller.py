from flask import Flask, jsonify, request

from flow.reflection import ComponentError, ComponentFactory
from flow.workflow_service import ComponentRequest, WorkflowService

app = Flask(__name__)
service = WorkflowService(ComponentFactory())


@app.errorhandler(ComponentError)
def on_component_error(_error: ComponentError):
    return jsonify(error="cannot make the component"), 422


@app.post("/workflow/components")
def add_component():
    body = request.get_json()
    wanted = ComponentRequest(path=body["path"], args=body.get("args", {}))
    return jsonify(components=service.add(wanted)), 201
