import os
from datetime import timedelta


def settings():
    minutes = int(os.environ["TOKEN_MINUTES"])
    return {
        "JWT_SECRET_KEY": os.environ["JWT_SECRET_KEY"],
        "JWT_TOKEN_LOCATION": ["cookies", "headers"],
        "JWT_COOKIE_SECURE": True,
        "JWT_COOKIE_SAMESITE": "Strict",
        "JWT_COOKIE_CSRF_PROTECT": True,
        "JWT_ACCESS_TOKEN_EXPIRES": timedelta(minutes=minutes),
        "JWT_REFRESH_TOKEN_EXPIRES": timedelta(days=7),
    }
