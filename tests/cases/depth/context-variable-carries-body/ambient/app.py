from flask import Flask, g, jsonify, request

from ambient.current import forget, remember
from ambient.reading import count

app = Flask(__name__)


@app.before_request
def keep_attachment():
    if request.content_type == "application/x-attachment":
        g.token = remember(request.get_data())


@app.teardown_request
def drop_attachment(_error):
    if "token" in g:
        forget(g.token)


@app.post("/count")
def show():
    return jsonify(count=count())
