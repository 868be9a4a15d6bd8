from flask import Flask, request

from firmware.queue import push

app = Flask(__name__)


@app.post("/jobs")
def enqueue():
    push(request.get_data(cache=False))
    return "", 202
