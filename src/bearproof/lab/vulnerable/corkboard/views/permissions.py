"""Who may do what."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import yaml
from flask import Flask, abort, g, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from .. import storage
from ..gate import View, signed_in


class PermissionsView(MethodView):
    """Reading one's own permissions, and granting some."""

    decorators: ClassVar[list[Callable[[View], View]]] = [signed_in]

    def get(self) -> ResponseReturnValue:
        """What the caller's token allows."""
        return {"name": g.claims["sub"], "role": g.claims["role"]}

    def put(self) -> ResponseReturnValue:
        """Give a member a role, described in YAML."""
        grant = yaml.load(request.get_data(as_text=True), Loader=yaml.Loader)
        if "members:write" not in grant.get("permissions", ()):
            abort(403)
        member = storage.member(str(grant["member"]))
        if member is None:
            abort(404)
        member.role = str(grant["role"])
        storage.save_member(member)
        return {"name": member.name, "role": member.role}


def register(app: Flask) -> None:
    """Add the routes to the app."""
    app.add_url_rule("/permissions", view_func=PermissionsView.as_view("permissions"))
