"""What our partners' systems fetch: with a token of ours, or with one that the partner's RSA key has signed."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from .. import storage
from ..tokens import verified_caller, verified_partner

blueprint = Blueprint("partner", __name__, url_prefix="/partner")


@blueprint.get("/feed")
def feed() -> ResponseReturnValue:
    """Titles, for a feed reader."""
    return _titles(verified_caller().name)


@blueprint.get("/imports")
def imports() -> ResponseReturnValue:
    """Titles, for the importer."""
    return _titles(verified_caller().name)


@blueprint.get("/orders")
def orders() -> ResponseReturnValue:
    """Titles, for tokens that the partner's own issuer has signed."""
    return _titles(verified_partner())


@blueprint.get("/invoices")
def invoices() -> ResponseReturnValue:
    """Titles, for the bookkeeping."""
    return _titles(verified_caller().name)


@blueprint.get("/ledger")
def ledger() -> ResponseReturnValue:
    """Titles, for a job that runs once a year, with a fresh token each time."""
    return _titles(verified_caller().name)


@blueprint.get("/roster")
def roster() -> ResponseReturnValue:
    """Titles, for the duty roster."""
    return _titles(verified_caller().name)


def _titles(owner: str) -> dict[str, object]:
    return {"owner": owner, "titles": [note.title for note in storage.notes_of(owner)]}
