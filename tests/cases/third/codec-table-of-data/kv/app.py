from pathlib import Path

from flask import Flask, abort, jsonify, request

from kv.codecs import DECODE, dump

app = Flask(__name__)
values = {}


def decoded():
    decode = DECODE.get(request.mimetype) or abort(415)
    return decode(request.get_data())


@app.put("/values/<key>")
def put_route(key):
    values[key] = decoded()
    Path("/var/lib/kv/dump").write_bytes(dump(values))
    return jsonify(count=len(values))
