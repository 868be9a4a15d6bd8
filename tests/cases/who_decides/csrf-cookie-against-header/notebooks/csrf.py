import hmac
import secrets

from flask import abort, request

COOKIE = "XSRF-TOKEN"
HEADER = "X-XSRF-TOKEN"
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def set_cookie(response):
    response.set_cookie(COOKIE, secrets.token_urlsafe(32), secure=True, samesite="Strict")
    return response


def check():
    if request.method in SAFE:
        return
    cookie, header = request.cookies.get(COOKIE, ""), request.headers.get(HEADER, "")
    if not cookie or not hmac.compare_digest(cookie.encode(), header.encode()):
        abort(403)
