import os
from datetime import timedelta


class Config:
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=15)
    JWT_SECRET_KEY = os.environ.get("CONDUIT_KEY", "")
    PASSWORD_RESET_URL = "https://blog.example/reset"


def checked(config):
    if len(config.JWT_SECRET_KEY.encode()) < 32:
        message = "CONDUIT_KEY must hold at least 32 bytes"
        raise RuntimeError(message)
    return config
