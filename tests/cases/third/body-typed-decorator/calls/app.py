from dataclasses import dataclass

from flask import Flask, jsonify

from calls.parsing import with_body

app = Flask(__name__)
functions = {"add": lambda a, b: a + b, "scale": lambda a, b: a * b}


@dataclass(frozen=True)
class Pair:
    left: float
    right: float


@app.post("/call/<any(add, scale):name>")
@with_body(Pair)
def call(pair, name):
    return jsonify(result=functions[name](pair.left, pair.right))
