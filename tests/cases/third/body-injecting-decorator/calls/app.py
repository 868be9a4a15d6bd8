from flask import Flask, jsonify

from calls.parsing import json_body, object_body

app = Flask(__name__)
functions = {"sum": sum, "max": max}


@app.post("/call/<name>")
@object_body
def call(arguments, name):
    return jsonify(result=functions[name](arguments))


@app.post("/echo")
@json_body
def echo(body):
    return jsonify(body)
