"""Files that belong to a member: cards as JSON, checked on the way in and on the way out."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from .. import storage
from ..gate import caller, signed_in
from ..schemas import Card

blueprint = Blueprint("attachments", __name__)


@blueprint.post("")
@signed_in
def upload() -> ResponseReturnValue:
    """Store a card."""
    card = Card.model_validate_json(request.files["card"].read())
    return {"id": storage.add_attachment(caller().name, card.model_dump_json().encode())}, 201


@blueprint.get("/<int:attachment_id>")
@signed_in
def show(attachment_id: int) -> ResponseReturnValue:
    """A card of one's own."""
    found = storage.attachment_of(caller().name, attachment_id)
    if found is None:
        abort(404)
    card = Card.model_validate_json(found.content)
    return {"id": found.id, "title": card.title, "color": card.color}
