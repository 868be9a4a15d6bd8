from flask import Flask, Response, abort, request

from convert.readers import READERS
from convert.writing import as_json

app = Flask(__name__)


@app.post("/to-json/<kind>")
def to_json(kind):
    try:
        read = READERS[kind]
    except KeyError:
        abort(404)
    try:
        return Response(as_json(read(request.get_data())), mimetype="application/json")
    except (ValueError, UnicodeDecodeError):
        abort(422)
