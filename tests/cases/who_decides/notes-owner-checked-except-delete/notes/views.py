from flask import Blueprint, abort, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

from notes.models import Note, db

bp = Blueprint("notes", __name__, url_prefix="/notes")


@bp.get("/<int:note_id>")
@jwt_required()
def read(note_id):
    note = Note.query.get_or_404(note_id)
    if note.owner != get_jwt_identity():
        abort(404)
    return jsonify(note.as_dict())


@bp.put("/<int:note_id>")
@jwt_required()
def write(note_id):
    note = Note.query.get_or_404(note_id)
    if note.owner != get_jwt_identity():
        abort(404)
    note.text = str(request.get_json()["text"])
    db.session.commit()
    return jsonify(note.as_dict())


@bp.delete("/<int:note_id>")
@jwt_required()
def remove(note_id):
    note = Note.query.get_or_404(note_id)  # found: object-without-owner-check
    db.session.delete(note)
    db.session.commit()
    return "", 204
