from flask import Flask, jsonify, request

from .formats import read_frozen, read_json


def register(app, rule, read):
    def view():
        try:
            values = read(request.get_data())
        except ValueError:
            return jsonify(error="too long"), 413
        return jsonify(values=len(values), read=read.count())

    app.add_url_rule(rule, endpoint=rule.strip("/"), view_func=view, methods=["POST"])


def create_app():
    app = Flask(__name__)
    register(app, "/meters/json", read_json)
    register(app, "/meters/frozen", read_frozen)
    return app
