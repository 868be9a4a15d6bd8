"""What of an app's log may be shown? All but the values of secrets."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SECRET_NAME = re.compile(r"key|secret|token|passw|pwd|credential|dsn|auth|private|cookie|salt", re.IGNORECASE)
_SHORTEST = 6
_TOKEN = re.compile(r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]*")
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}")
_IN_URL = re.compile(r"(://[^\s/:@]*:)[^\s/@]+@")
_ASSIGNED = re.compile(
    r"(?i)\b((?:[a-z0-9]+_)*(?:api_?key|secret(?:_key)?|token|passw(?:or)?d)[\"']?\s*[=:]\s*[\"']?)[^\s\"',;)]{4,}"
)


def redacted(text: str, environment: Mapping[str, str]) -> str:
    """The text without tokens, passwords, and the values of the environment's variables that are named as secrets."""
    for name, value in environment.items():
        if len(value) >= _SHORTEST and _SECRET_NAME.search(name):
            text = text.replace(value, "[redacted]")
    text = _TOKEN.sub("[redacted]", text)
    text = _BEARER.sub(r"\1 [redacted]", text)
    text = _IN_URL.sub(r"\1[redacted]@", text)
    return _ASSIGNED.sub(r"\1[redacted]", text)
