import os

from jose import jwt

ACCEPTED = ["HS256", "HS384"]
SCOPES = {"none": frozenset(), "runner": frozenset({"jobs:start", "jobs:read"})}


def scopes_of(token):
    claims = jwt.decode(token, os.environ["JOBS_KEY"], algorithms=ACCEPTED, audience="jobs")
    return SCOPES.get(claims.get("kind", "none"), SCOPES["none"])
