from dataclasses import asdict, dataclass

from flask import Flask, jsonify, request

from closures.read import read_closure


@dataclass(frozen=True)
class Outcome:
    name: str
    arity: int


def outcome(function):
    return Outcome(function.__name__, function.__code__.co_argcount)


app = Flask(__name__)


@app.post("/closures")
def receive():
    return jsonify(asdict(outcome(read_closure(request.get_data()))))
