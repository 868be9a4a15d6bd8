"""Figures about the board."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from .. import storage
from ..envelope import RememberedAccount, unpack
from ..gate import require_bearer

blueprint = Blueprint("reports", __name__)
blueprint.before_request(require_bearer)


@blueprint.get("/summary")
def summary() -> ResponseReturnValue:
    """How many notes there are, for the account in the header."""
    account = unpack(request.headers.get("X-Account", ""))
    if account.get("role") == "admin":
        return {"scope": "all", "notes": len(storage.all_notes())}
    return {"scope": "own"}


@blueprint.route("/export", methods=["POST"])
def export() -> ResponseReturnValue:
    """The notes as rows, for the account in the form."""
    envelope = request.form.get("account", default="")
    wide = unpack(envelope).get("role") in ("admin", "auditor")
    if wide:
        return {"scope": "all", "rows": [[note.owner, note.title] for note in storage.all_notes()]}
    return {"scope": "own", "rows": []}


@blueprint.get("/recent")
def recent() -> ResponseReturnValue:
    """The latest titles, for the account in the cookie."""
    remembered = RememberedAccount(request.cookies.get("account", ""))
    remembered.open()
    if remembered.role != "admin":
        return {"scope": "own"}
    return {"scope": "all", "titles": [note.title for note in storage.all_notes()]}
