from flask import jsonify


def answer(outcome):
    return jsonify(result=str(outcome.result))


def failure(error):
    return jsonify(error=type(error).__name__), 400
