import os


class Production:
    JWT_SECRET_KEY = os.environ["VOTE_KEY"]
    JWT_TOKEN_LOCATION = ("cookies",)
    JWT_COOKIE_SECURE = True
    JWT_COOKIE_SAMESITE = "None"
    JWT_COOKIE_CSRF_PROTECT = False  # found: weakened-token-settings
