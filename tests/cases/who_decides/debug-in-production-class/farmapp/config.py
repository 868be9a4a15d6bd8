import os


class Default:
    DEBUG = True  # found: debug-enabled
    TESTING = False
    JWT_ALGORITHM = "HS256"


class Production(Default):
    JWT_SECRET_KEY = os.environ["FARM_KEY"]
    SESSION_COOKIE_SECURE = True
