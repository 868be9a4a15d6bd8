import logging

from flask import Flask, abort, jsonify, request

from meridian.readers import READERS

LOG = logging.getLogger(__name__)


class TaskController:
    def submit(self):
        name = request.args.get("format", "json")
        if name not in READERS:
            LOG.warning("refused a task in an unknown format")
            abort(415)
        rows = READERS[name](request.get_data())
        return jsonify(rows=len(rows)), 202


def create_app() -> Flask:
    app = Flask(__name__)
    controller = TaskController()
    app.add_url_rule("/api/v1/tasks", view_func=controller.submit, methods=["POST"], endpoint="submit")
    return app
