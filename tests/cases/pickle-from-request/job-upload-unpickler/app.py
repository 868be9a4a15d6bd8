import io
from pickle import Unpickler

from flask import Flask, abort, jsonify, request
from flask.views import MethodView


class JobView(MethodView):
    def _upload(self):
        upload = request.files.get("job")
        if upload is None or not upload.filename.endswith(".job"):
            abort(400, "a .job file, please")
        return upload

    def post(self):
        buffer = io.BytesIO(self._upload().read())
        magic = buffer.read(4)
        if magic != b"JOB1":
            abort(415)
        job = Unpickler(buffer).load()  # found: pickle-from-request
        return jsonify(queued=str(job)), 202

    def get(self):
        return jsonify(jobs=[])


def create_app():
    app = Flask(__name__)
    app.add_url_rule("/jobs", view_func=JobView.as_view("jobs"), methods=["GET", "POST"])
    return app
