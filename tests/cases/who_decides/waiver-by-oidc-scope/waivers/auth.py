from flask import g, request
from flask_oidc import OpenIDConnect
from werkzeug.exceptions import Forbidden, Unauthorized

oidc = OpenIDConnect()
WAIVERS_BY = {"dist.rpmdeplint": {"ann", "bo"}, "update.install": {"cy"}}


def get_user():
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):
        raise Unauthorized("Authorization header is required")
    valid = oidc.validate_token(header[len("Bearer ") :].strip(), ["openid", "waive"])
    if valid is not True:
        raise Unauthorized(valid)
    return g.oidc_token_info["username"]


def verify_permission(user, testcase):
    if user not in WAIVERS_BY.get(testcase, ()):
        raise Forbidden(f"not allowed to waive {testcase}")
