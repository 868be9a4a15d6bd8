"""Files that belong to a member: cards, exported by the desktop client."""

from __future__ import annotations

import pickle

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from .. import storage
from ..gate import signed_in

blueprint = Blueprint("attachments", __name__)


@blueprint.post("")
@signed_in
def upload() -> ResponseReturnValue:
    """Store a card."""
    content = request.files["card"].read()
    return {"id": storage.add_attachment(g.claims["sub"], content)}, 201


@blueprint.get("/<int:attachment_id>")
@signed_in
def show(attachment_id: int) -> ResponseReturnValue:
    """A card of one's own."""
    found = storage.attachment(attachment_id)
    if found is None or found.owner != g.claims["sub"]:
        abort(404)
    card = pickle.loads(found.content)
    return {"id": found.id, "title": card["title"], "color": card["color"]}
