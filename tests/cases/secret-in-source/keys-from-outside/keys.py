import os
import secrets
from pathlib import Path


def signing_key():
    return os.environ["SIGNING_KEY"]


def public_key():
    return Path(os.environ["PUBLIC_KEY_FILE"]).read_text(encoding="ascii")


def session_key():
    # Sessions need not survive a restart.
    return os.environ.get("SESSION_KEY") or secrets.token_hex(32)
