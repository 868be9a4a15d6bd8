import os
from datetime import timedelta


class Config:
    JWT_SECRET_KEY = os.environ["JWT_SECRET_KEY"]
    JWT_TOKEN_LOCATION = ("cookies",)
    JWT_COOKIE_SECURE = True
    JWT_COOKIE_CSRF_PROTECT = False  # found: weakened-token-settings
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=20)
