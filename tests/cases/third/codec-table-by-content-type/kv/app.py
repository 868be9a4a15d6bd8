from flask import Flask, jsonify, request

from kv.codecs import DECODE, DEFAULT
from kv.store import Store, put

app = Flask(__name__)
put_value = put(Store())


def decoded():
    decode = DECODE.get(request.mimetype, DECODE[DEFAULT])
    return decode(request.get_data())  # found: pickle-from-request


@app.put("/values/<key>")
def put_route(key):
    return jsonify(count=put_value(key, decoded()))
