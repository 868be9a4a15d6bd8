"""Who is on the team."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from .. import storage
from ..gate import admin_only, signed_in

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("/members")
@signed_in
@admin_only
def team() -> ResponseReturnValue:
    """Everybody on the team."""
    return {"members": [asdict(member) for member in storage.members()]}


@blueprint.get("/members/<name>")
@signed_in
@admin_only
def one(name: str) -> ResponseReturnValue:
    """Somebody on the team."""
    member = storage.member(name)
    if member is None:
        abort(404)
    return asdict(member)


@blueprint.delete("/members/<name>")
@signed_in
def dismiss(name: str) -> ResponseReturnValue:
    """Take somebody off the team."""
    storage.remove_member(name)
    return "", 204
