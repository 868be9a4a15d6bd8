from flask import Blueprint, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

from notes.models import Note, db

bp = Blueprint("notes", __name__, url_prefix="/notes")


def mine(note_id):
    return Note.query.filter_by(id=note_id, owner=get_jwt_identity()).first_or_404()


@bp.get("/<int:note_id>")
@jwt_required()
def read(note_id):
    return jsonify(mine(note_id).as_dict())


@bp.put("/<int:note_id>")
@jwt_required()
def write(note_id):
    note = mine(note_id)
    note.text = str(request.get_json()["text"])
    db.session.commit()
    return jsonify(note.as_dict())


@bp.delete("/<int:note_id>")
@jwt_required()
def remove(note_id):
    db.session.delete(mine(note_id))
    db.session.commit()
    return "", 204
