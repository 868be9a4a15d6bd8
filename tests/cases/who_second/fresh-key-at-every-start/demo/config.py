import logging
import os
import secrets
from datetime import timedelta

log = logging.getLogger(__name__)


def signing_key():
    key = os.environ.get("DEMO_JWT_KEY")
    if key:
        return key
    log.warning("DEMO_JWT_KEY is not set: tokens end with this process")
    return secrets.token_urlsafe(48)


class Config:
    JWT_SECRET_KEY = signing_key()
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=15)
    JWT_TOKEN_URL = "https://id.example/token"
