import marshal

import jsonpickle
from flask import Flask, request

app = Flask(__name__)
TABLE = marshal.dumps((1, 2, 3))


@app.get("/table")
def table():
    pair = [request.args.get("label", ""), TABLE]
    numbers = marshal.loads(pair[1])
    return jsonpickle.encode({"label": pair[0], "numbers": numbers}), 200, {"Content-Type": "application/json"}
