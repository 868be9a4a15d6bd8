import os


class Base:
    JWT_SECRET_KEY = os.environ["KIOSK_JWT_KEY"]
    JWT_TOKEN_LOCATION = ("headers", "query_string")  # found: weakened-token-settings
    JWT_QUERY_STRING_NAME = "t"  # echo: weakened-token-settings
    PROPAGATE_EXCEPTIONS = False


class Production(Base):
    JWT_ACCESS_TOKEN_EXPIRES = False  # found: weakened-token-settings
    PREFERRED_URL_SCHEME = "https"
