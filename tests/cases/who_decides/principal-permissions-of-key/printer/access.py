import hashlib

from flask import request
from flask_principal import Identity, Permission, Principal, RoleNeed, UserNeed

principals = Principal(use_sessions=False)
KEYS = {}

STATUS = Permission(RoleNeed("status"))
PRINT = Permission(RoleNeed("print"))
ADMIN = Permission(RoleNeed("admin"))


@principals.identity_loader
def identity_of_key():
    digest = hashlib.sha256(request.headers.get("X-Api-Key", "").encode()).hexdigest()
    entry = KEYS.get(digest)
    if entry is None:
        return None
    identity = Identity(entry["user"])
    identity.provides.add(UserNeed(entry["user"]))
    identity.provides.update(RoleNeed(role) for role in entry["roles"])
    return identity
