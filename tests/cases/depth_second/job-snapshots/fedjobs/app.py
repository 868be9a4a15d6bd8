import os

from flask import Flask, current_app, jsonify, request

from fedjobs.persistor import StatePersistor
from fedjobs.storage import FilesystemStorage


def create_app():
    app = Flask(__name__)
    app.extensions["persistor"] = StatePersistor(FilesystemStorage(os.environ["FEDJOBS_ROOT"]))

    @app.put("/jobs/<uuid:job_id>/snapshot")
    def save(job_id):
        current_app.extensions["persistor"].save(str(job_id), request.get_data())
        return "", 204

    @app.get("/jobs")
    def overview():
        snapshots = current_app.extensions["persistor"].retrieve()
        return jsonify({job: snapshot["round"] for job, snapshot in snapshots.items()})

    return app
