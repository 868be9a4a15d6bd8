import os

import jwt

DATASETS = {}


class NotAuthorized(Exception):
    pass


def context_of(header):
    try:
        claims = jwt.decode(
            header,
            os.environ["PORTAL_KEY"],
            algorithms=["HS256"],
            audience="portal",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError as problem:
        raise NotAuthorized("token") from problem
    return {"user": claims["sub"], "sysadmin": claims.get("sysadmin", False)}


def _package_update(context, data):
    return context["sysadmin"] or DATASETS.get(data["name"], {}).get("creator") == context["user"]


AUTH = {
    "package_list": lambda _context, _data: True,
    "package_create": lambda context, data: bool(context["user"]) and data["name"] not in DATASETS,
    "package_update": _package_update,
    "package_delete": lambda context, _data: context["sysadmin"],
}


def check_access(action, context, data):
    allowed = AUTH.get(action)
    if allowed is None or not allowed(context, data):
        raise NotAuthorized(action)
