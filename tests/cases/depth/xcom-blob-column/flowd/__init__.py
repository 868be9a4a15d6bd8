import base64

from flask import Flask, jsonify, request

from . import db, xcom


def create_app(database="/var/lib/flowd/flow.db"):
    app = Flask(__name__)
    app.config["DATABASE"] = database
    app.teardown_appcontext(db.close)

    @app.post("/runs/<run>/xcom/<key>")
    def put_entry(run, key):
        xcom.push(run, key, base64.b64decode(request.json["value"]))
        return "", 204

    @app.get("/runs/<run>/xcom")
    def list_entries(run):
        return jsonify(keys=xcom.keys(run))

    @app.get("/runs/<run>/xcom/<key>")
    def get_entry(run, key):
        return jsonify(value=repr(xcom.pull(run, key)))

    return app
