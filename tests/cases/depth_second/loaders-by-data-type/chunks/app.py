from flask import Flask, jsonify, request

from chunks.formatter import DataFormatter
from chunks.kinds import DataType

app = Flask(__name__)


@app.post("/chunks/<data_type>")
def chunks(data_type):
    try:
        kind = DataType(data_type)
    except ValueError:
        return jsonify(error=f"unknown data type, one of {[known.value for known in DataType]}"), 400
    formatter = DataFormatter(kind, size=request.args.get("size", 500, type=int))
    return jsonify(formatter.loader.chunks(request.get_data(as_text=True)))
