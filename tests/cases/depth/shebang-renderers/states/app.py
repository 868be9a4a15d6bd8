from flask import Flask, jsonify, request

from states.pipeline import compile_state

app = Flask(__name__)


@app.post("/states/show")
def show():
    context = {"grain": request.args.get("grain", "generic")}
    try:
        high = compile_state(request.get_data(as_text=True), context)
    except (KeyError, ValueError) as error:
        return jsonify(error=repr(error)), 400
    return jsonify(ids=sorted(high))
