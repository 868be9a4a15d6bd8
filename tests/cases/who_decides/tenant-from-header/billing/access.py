import os

import jwt
from flask import abort, g, request


def load_caller():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw, os.environ["BILLING_KEY"], algorithms=["HS256"], audience="billing", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if claims["role"] != "admin":
        abort(403)
    g.claims = claims


def tenant_allowed():
    tenant = request.args.get("tenant", "")
    if tenant not in request.headers.get("X-My-Tenants", "").split(","):  # found: role-from-untrusted-data
        abort(403)
    return tenant
