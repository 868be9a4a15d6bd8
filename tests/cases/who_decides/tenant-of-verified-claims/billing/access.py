import os

import jwt
from flask import abort, g, request


def load_caller():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw,
            os.environ["BILLING_KEY"],
            algorithms=["HS256"],
            audience="billing",
            options={"require": ["exp", "tenants"]},
        )
    except jwt.InvalidTokenError:
        abort(401)


def tenant_allowed():
    tenant = request.args.get("tenant", "")
    if tenant not in g.claims["tenants"]:
        abort(403)
    return tenant
