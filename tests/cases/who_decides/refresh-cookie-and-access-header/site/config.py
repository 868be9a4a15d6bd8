import os
from datetime import timedelta


class Production:
    JWT_SECRET_KEY = os.environ["SITE_KEY"]
    JWT_TOKEN_LOCATION = ("headers", "cookies")
    JWT_COOKIE_SECURE = True
    JWT_COOKIE_SAMESITE = "Strict"
    JWT_COOKIE_CSRF_PROTECT = True
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=5)
    JWT_REFRESH_TOKEN_EXPIRES = timedelta(hours=12)
