from flask import Flask, jsonify, request

from notes import pages


def build():
    app = Flask("notes")

    @app.get("/notebooks/<path:name>")
    def listing(name):
        return jsonify(titles=pages.titles(name))

    @app.post("/notebooks/<path:name>")
    def add(name):
        return jsonify(pages=pages.write(name, request.form["title"], request.form["text"])), 201

    return app
