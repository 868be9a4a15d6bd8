"""Who may do what."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from flask import Flask, abort
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from .. import storage
from ..bodies import read_body
from ..gate import View, caller, signed_in
from ..schemas import Grant


class PermissionsView(MethodView):
    """Reading one's own permissions, and granting some."""

    decorators: ClassVar[list[Callable[[View], View]]] = [signed_in]

    def get(self) -> ResponseReturnValue:
        """What the caller's token allows."""
        return {"name": caller().name, "role": caller().role}

    def put(self) -> ResponseReturnValue:
        """Give a member a role."""
        if caller().role != "admin":
            abort(403)
        grant = read_body(Grant)
        if not storage.set_role(grant.member, grant.role):
            abort(404)
        return {"name": grant.member, "role": grant.role}


def register(app: Flask) -> None:
    """Add the routes to the app."""
    app.add_url_rule("/permissions", view_func=PermissionsView.as_view("permissions"))
