"""The vulnerable board once more, as it is, with the guard in front: what stops attacks before anything is mended."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Flask

from bearproof.guard import Guard, Profile, SecretKey, TrustedIssuer

sys.path.insert(0, str(Path(__file__).parents[1] / "vulnerable"))

from corkboard import create_app as make_board  # type: ignore[import-not-found]  # found at run time, by the line above
from corkboard.settings import AUDIENCE, ISSUER  # type: ignore[import-not-found]  # the same

#: Views that nobody needs a token for.
PUBLIC = ("account.login",)


def create_app() -> Flask:
    """The board, with every other route closed to whoever has no token that the board itself has issued."""
    board: Flask = make_board()
    key = SecretKey.from_environment("LAB_TOKEN_KEY", os.environ)
    # The board has always typed its tokens as plain JWT, and knows no clients; it issues no other kind of token.
    old = Profile.accepting_plain_jwt(may_lack=["client_id"], says={"iss": ISSUER})
    guard = Guard(
        issuer=TrustedIssuer(ISSUER, keys=[key], profile=old),
        audience=AUDIENCE,
        tripwire="refuse",
        authority="refuse",
    )
    guard.public_endpoints(*PUBLIC)
    guard.allow_endpoints(*{rule.endpoint for rule in board.url_map.iter_rules()} - set(PUBLIC))
    guard.init_app(board)
    return board
