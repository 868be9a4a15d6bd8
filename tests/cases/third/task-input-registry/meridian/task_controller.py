import io

from flask import Flask, jsonify, request
from flask.views import MethodView

from meridian.readers.data_format import DataFormat
from meridian.task_service import TaskService


class TaskController(MethodView):
    init_every_request = False

    def __init__(self, task_service: TaskService) -> None:
        self._task_service = task_service

    def post(self):
        try:
            data_format = DataFormat(request.headers.get("X-Data-Format", "json"))
        except ValueError:
            return jsonify(error="unknown format"), 415
        rows = self._task_service.accept(io.BytesIO(request.get_data()), data_format)
        return jsonify(rows=rows), 202


def create_app() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/api/v1/tasks", view_func=TaskController.as_view("tasks", TaskService()))
    return app
