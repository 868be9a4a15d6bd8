from flask import Flask, abort, request

from metrics.queueing import push

app = Flask(__name__)


@app.post("/batches")
def batches():
    if request.content_length is None or request.content_length > 1_000_000:
        abort(413)
    push(request.get_data())
    return "", 202
