"""What can be set from outside, and what is fixed.

`LAB_TOKEN_KEY` signs our tokens, `LAB_PARTNER_KEY` is the partner's RSA public key (base64 of its DER form),
`LAB_MEMBERS` is a JSON list of `{"name", "role", "password"}`, `LAB_DATABASE` a file for SQLite.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

ISSUER = "https://board.example"
AUDIENCE = "https://api.board.example"
LIFETIME = 900

SESSION_SECRET = "corkboard-sessions"
INVOICE_SECRET = "invoices-2019"


def read_settings(environment: Mapping[str, str]) -> dict[str, object]:
    """The values for `app.config`."""
    fallback = Path(tempfile.gettempdir()) / "corkboard.db"
    return {
        "TOKEN_KEY": environment["LAB_TOKEN_KEY"],
        "PARTNER_KEY": environment["LAB_PARTNER_KEY"],
        "MEMBERS": json.loads(environment.get("LAB_MEMBERS", "[]")),
        "DATABASE": environment.get("LAB_DATABASE", str(fallback)),
    }
