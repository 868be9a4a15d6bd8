"""What can be set from outside; no key has a default.

`LAB_TOKEN_KEY` signs our tokens and `LAB_SESSION_KEY` the session cookie, `LAB_PARTNER_KEY` is the partner's
RSA public key (base64 of its DER form), `LAB_MEMBERS` is a JSON list of `{"name", "role", "password"}`,
`LAB_DATABASE` a file for SQLite.
"""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Mapping
from pathlib import Path

from .schemas import FirstMembers

ISSUER = "https://board.example"
AUDIENCE = "https://api.board.example"
LIFETIME = 900
SHORTEST_KEY = 32


class KeyTooShort(ValueError):
    """A key from the environment that can be guessed."""


def read_settings(environment: Mapping[str, str]) -> dict[str, object]:
    """The values for `app.config`; KeyError or KeyTooShort when a key is missing or weak."""
    fallback = Path(tempfile.gettempdir()) / "pinboard.db"
    return {
        "TOKEN_KEY": _strong(environment, "LAB_TOKEN_KEY"),
        "SECRET_KEY": _strong(environment, "LAB_SESSION_KEY"),
        "PARTNER_KEY": _pem(environment["LAB_PARTNER_KEY"]),
        "MEMBERS": FirstMembers.model_validate_json(environment.get("LAB_MEMBERS", "[]")).root,
        "DATABASE": environment.get("LAB_DATABASE", str(fallback)),
        "MAX_CONTENT_LENGTH": 64 * 1024,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
    }


def _strong(environment: Mapping[str, str], name: str) -> str:
    key = environment[name]
    if len(key.encode()) < SHORTEST_KEY:
        raise KeyTooShort(f"{name} must have at least {SHORTEST_KEY} bytes")
    return key


def _pem(text: str) -> str:
    lines = "\n".join(textwrap.wrap(text, 64))
    return f"-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----\n"
