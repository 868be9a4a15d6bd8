import dill
from flask import Flask, jsonify, request

app = Flask(__name__)


def counted(function):
    calls = {"n": 0}

    def call(*args, **kwargs):
        calls["n"] += 1
        return function(*args, **kwargs)

    call.calls = calls
    return call


@counted
def open_task(blob, strict=False):
    task = dill.loads(blob)  # found: deserializer-from-request
    if strict and not callable(task):
        raise TypeError("a task is callable")
    return task


@app.post("/tasks")
def tasks():
    arguments = [request.get_data()]
    task = open_task(*arguments, strict=True)
    return jsonify(name=getattr(task, "__name__", "task")), 202
