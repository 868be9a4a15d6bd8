from flask import Blueprint, Flask, current_app, jsonify, request

from scheduler.module_loading import import_string

api = Blueprint("experimental", __name__, url_prefix="/api/experimental")


@api.post("/runs/<run_id>/finish")
def finish(run_id):
    note = str(request.get_json(force=True).get("note", ""))
    current_app.extensions["on_success"](run_id, note)
    return jsonify(run_id=run_id, state="success")


def create_app(on_success="scheduler.notify.to_log"):
    app = Flask(__name__)
    app.extensions["on_success"] = import_string(on_success)
    app.register_blueprint(api)
    return app
