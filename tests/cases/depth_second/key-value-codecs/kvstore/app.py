import os

from flask import Flask, abort, jsonify, request

from kvstore.codecs import CODECS
from kvstore.models import Entry, db


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["KV_DATABASE"]
    db.init_app(app)

    @app.put("/kv/<resource>")
    def put(resource):
        if resource not in CODECS:
            abort(404)
        entry = Entry(resource=resource, value=request.get_data())
        db.session.add(entry)
        db.session.commit()
        return jsonify(id=entry.id), 201

    @app.get("/kv/<resource>/<int:entry_id>")
    def get(resource, entry_id):
        entry = db.session.get(Entry, entry_id)
        if entry is None or entry.resource != resource:
            abort(404)
        return jsonify(CODECS[resource].decode(entry.value))

    return app
