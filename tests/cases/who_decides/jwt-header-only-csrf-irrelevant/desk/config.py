import os
from datetime import timedelta


class Production:
    JWT_SECRET_KEY = os.environ["DESK_KEY"]
    JWT_ALGORITHM = "HS512"
    JWT_TOKEN_LOCATION = ("headers",)
    JWT_COOKIE_CSRF_PROTECT = False
    JWT_QUERY_STRING_NAME = "unused"
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=5)
    JWT_DECODE_LEEWAY = timedelta(seconds=10)
