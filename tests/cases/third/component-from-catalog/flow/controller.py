from flask import Flask, jsonify, request

from flow.catalog import ComponentError, ComponentFactory

app = Flask(__name__)
factory = ComponentFactory()


@app.errorhandler(ComponentError)
def on_component_error(_error: ComponentError):
    return jsonify(error="unknown component"), 422


@app.post("/aggregate")
def aggregate():
    body = request.get_json()
    component = factory.create(str(body["component"]), int(body.get("window", 10)))
    return jsonify(result=component.aggregate([float(value) for value in body["values"]]))
