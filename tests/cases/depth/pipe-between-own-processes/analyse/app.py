from flask import Flask, jsonify, request

from analyse.parent import Analyser


def create_app():
    app = Flask(__name__)
    analyser = Analyser()

    @app.post("/analyse")
    def analyse():
        return jsonify(analyser.analyse(request.get_data(as_text=True)))

    return app
