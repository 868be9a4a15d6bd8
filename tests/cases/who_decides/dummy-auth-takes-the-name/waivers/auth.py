from flask import request
from werkzeug.exceptions import Forbidden, Unauthorized

WAIVERS_BY = {"dist.rpmdeplint": {"ann", "bo"}, "update.install": {"cy"}}


def get_user():
    if not request.authorization:  # echo: presence-only-bearer
        raise Unauthorized("Authorization header is required")
    return request.authorization.username


def verify_permission(user, testcase):
    if user not in WAIVERS_BY.get(testcase, ()):  # found: role-from-untrusted-data
        raise Forbidden(f"not allowed to waive {testcase}")
