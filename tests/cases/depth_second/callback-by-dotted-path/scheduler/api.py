import logging

from flask import Blueprint, jsonify, request

from scheduler.module_loading import call_string

log = logging.getLogger(__name__)
api = Blueprint("experimental", __name__, url_prefix="/api/experimental")


@api.post("/runs/<run_id>/finish")
def finish(run_id):
    body = request.get_json(force=True)
    callback = body.get("on_success_callback")
    log.info("run %s has finished", run_id)
    if callback:
        call_string(callback, run_id=run_id, **body.get("conf", {}))
    return jsonify(run_id=run_id, state="success")
