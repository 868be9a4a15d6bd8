"""How the API says no: problem+json (RFC 9457), the same for every kind of refusal."""

from __future__ import annotations

import json

from flask import Flask, Response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from .tokens import TokenRefused


def register(app: Flask) -> None:
    """Answer refusals of every kind."""
    app.register_error_handler(TokenRefused, _no_token)
    app.register_error_handler(ValidationError, _bad_body)
    app.register_error_handler(HTTPException, _http)
    # A number in the path may be larger than SQLite can hold: no such row exists.
    app.register_error_handler(OverflowError, _no_row)


def _no_token(_error: Exception) -> Response:
    answer = _problem(401, "A valid bearer token is required")
    answer.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return answer


def _bad_body(_error: Exception) -> Response:
    return _problem(422, "The request does not match its schema")


def _no_row(_error: Exception) -> Response:
    return _problem(404, "Not Found")


def _http(error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return _problem(error.code or 500, error.name)


def _problem(status: int, title: str) -> Response:
    text = json.dumps({"type": "about:blank", "status": status, "title": title})
    return Response(text, status=status, mimetype="application/problem+json")
