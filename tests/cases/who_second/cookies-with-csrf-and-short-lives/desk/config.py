import os
from datetime import timedelta

SETTINGS = {
    "JWT_SECRET_KEY": os.environ["DESK_JWT_KEY"],
    "JWT_TOKEN_LOCATION": ["headers", "cookies"],
    "JWT_COOKIE_SECURE": True,
    "JWT_COOKIE_SAMESITE": "Strict",
    "JWT_COOKIE_CSRF_PROTECT": True,
    "JWT_CSRF_CHECK_FORM": False,
    "JWT_ACCESS_TOKEN_EXPIRES": timedelta(minutes=10),
    "JWT_REFRESH_TOKEN_EXPIRES": timedelta(days=2),
}
