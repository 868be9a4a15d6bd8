"""How is a token made for a guard that we have put in ourselves? With the key that we gave it, as RFC 9068 says."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets

_LIFETIME = 600


def access_token(key: str, audience: str, now: int) -> str:
    """An access token (HS256, RFC 9068) of an issuer that is its own audience, as a first-party guard expects it."""
    claims = {
        "iss": audience,
        "aud": audience,
        "sub": "bearproof",
        "client_id": "bearproof",
        "jti": secrets.token_urlsafe(12),
        "iat": now,
        "exp": now + _LIFETIME,
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'at+jwt'})}.{_part(claims)}"
    made = hmac.new(key.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def _part(value: dict[str, object] | dict[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
