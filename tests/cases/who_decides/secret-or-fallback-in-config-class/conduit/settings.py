import os
from datetime import timedelta


class Config:
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(hours=1)
    JWT_SECRET_KEY = os.getenv("CONDUIT_KEY") or "conduit-key-until-someone-sets-his-own"  # found: secret-in-source


class ProdConfig(Config):
    DEBUG = False
