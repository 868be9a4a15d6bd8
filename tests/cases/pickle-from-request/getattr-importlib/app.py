import importlib

from flask import Flask, Response, request

app = Flask(__name__)

SERIALIZER = "pickle"


def _codec():
    module = importlib.import_module(SERIALIZER)
    return getattr(module, "dumps"), getattr(module, "loads")


@app.put("/cache/<key>")
def put(key):
    dump, load = _codec()
    value = load(request.get_data(cache=False))  # found: pickle-from-request
    app.logger.info("cached %s (%s)", key, type(value).__name__)
    return Response(dump(True), mimetype="application/octet-stream")
