import os
from typing import Any

import jwt
from flask import abort, request

POLICY: dict[str, frozenset[str]] = {
    "list_regions": frozenset({"reader", "operator"}),
    "create_region": frozenset({"operator"}),
    "delete_region": frozenset({"operator"}),
}


class Enforcer:
    def enforce(self, action: str) -> dict[str, Any]:
        token = request.headers.get("X-Auth-Token", "")
        try:
            claims = jwt.decode(token, os.environ["CATALOG_KEY"], algorithms=["HS512"], audience="catalog")
        except jwt.InvalidTokenError:
            abort(401)
        if POLICY[action].isdisjoint(claims.get("roles", [])):
            abort(403)
        return claims
