from flask import Blueprint, abort, g, jsonify, request

from clinic.access import roles_accepted
from clinic.models import Bed, db

bp = Blueprint("beds", __name__, url_prefix="/beds")


@bp.get("/")
@roles_accepted("nurse", "doctor")
def beds():
    return jsonify([bed.id for bed in Bed.query.filter_by(ward=g.staff.ward)])


@bp.put("/<int:bed_id>")
@roles_accepted("doctor")
def assign(bed_id):
    bed = db.session.get(Bed, bed_id)
    if bed is None or bed.ward != g.staff.ward:
        abort(404)
    bed.patient = str(request.get_json()["patient"])
    db.session.commit()
    return "", 204
