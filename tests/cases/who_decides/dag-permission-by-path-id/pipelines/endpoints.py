from flask import Blueprint, abort, jsonify

from pipelines.models import Pipeline, db
from pipelines.security import requires_access_pipeline

bp = Blueprint("pipelines", __name__, url_prefix="/api/v1/pipelines")


@bp.get("/<pipeline_id>")
@requires_access_pipeline("read")
def details(*, pipeline_id):
    found = db.session.get(Pipeline, pipeline_id)
    if found is None:
        abort(404)
    return jsonify(id=found.id, paused=found.paused)


@bp.post("/<pipeline_id>/pause")
@requires_access_pipeline("edit")
def pause(*, pipeline_id):
    found = db.session.get(Pipeline, pipeline_id)
    if found is None:
        abort(404)
    found.paused = True
    db.session.commit()
    return "", 204
