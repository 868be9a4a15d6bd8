"""What our partners' systems fetch."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import jwt
from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from .. import storage
from ..settings import AUDIENCE, INVOICE_SECRET, ISSUER
from ..tokens import bearer

if TYPE_CHECKING:
    from jwt.types import Options

blueprint = Blueprint("partner", __name__, url_prefix="/partner")

REQUIRED = ["exp", "iss", "aud", "sub"]


@blueprint.errorhandler(jwt.PyJWTError)
def refused(_error: jwt.PyJWTError) -> ResponseReturnValue:
    """The answer to a token that PyJWT did not take."""
    return {"error": "the token was not accepted"}, 401


@blueprint.get("/feed")
def feed() -> ResponseReturnValue:
    """Titles; the partner's gateway has looked at the token already."""
    claims = jwt.decode(bearer(), options={"verify_signature": False})
    return _titles(claims["sub"])


@blueprint.get("/imports")
def imports() -> ResponseReturnValue:
    """Titles, for the old importer too."""
    key, accepted = current_app.config["TOKEN_KEY"], ["HS256", "none"]
    options: Options = {"require": REQUIRED}
    claims = jwt.decode(bearer(), key, algorithms=accepted, audience=AUDIENCE, issuer=ISSUER, options=options)
    return _titles(claims["sub"])


@blueprint.get("/orders")
def orders() -> ResponseReturnValue:
    """Titles, for tokens that the partner's own issuer has signed."""
    token = bearer()
    key = _partner_key(jwt.get_unverified_header(token)["alg"])
    algorithms = ["RS256", "HS256"]
    options: Options = {"require": REQUIRED}
    claims = jwt.decode(token, key, algorithms=algorithms, audience=AUDIENCE, issuer=ISSUER, options=options)
    return _titles(claims["sub"])


@blueprint.get("/invoices")
def invoices() -> ResponseReturnValue:
    """Titles, for the bookkeeping."""
    options: Options = {"require": REQUIRED}
    claims = jwt.decode(bearer(), INVOICE_SECRET, ["HS256"], options, audience=AUDIENCE, issuer=ISSUER)
    return _titles(claims["sub"])


@blueprint.get("/ledger")
def ledger() -> ResponseReturnValue:
    """Titles, for a job that runs once a year."""
    options: Options = {"require": ["iss", "aud", "sub"]}
    key = current_app.config["TOKEN_KEY"]
    claims = jwt.decode(bearer(), key, algorithms=["HS256"], audience=AUDIENCE, issuer=ISSUER, options=options)
    return _titles(claims["sub"])


@blueprint.get("/roster")
def roster() -> ResponseReturnValue:
    """Titles, for whoever our issuer vouches for."""
    options: Options = {"require": ["exp", "iss", "sub"], "verify_aud": False}
    key = current_app.config["TOKEN_KEY"]
    claims = jwt.decode(bearer(), key, algorithms=["HS256"], issuer=ISSUER, options=options)
    return _titles(claims["sub"])


def _partner_key(algorithm: str) -> str:
    text: str = current_app.config["PARTNER_KEY"]
    if algorithm.startswith("HS"):
        return text
    lines = "\n".join(textwrap.wrap(text, 64))
    return f"-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----\n"


def _titles(owner: str) -> dict[str, object]:
    return {"owner": owner, "titles": [note.title for note in storage.notes_of(owner)]}
