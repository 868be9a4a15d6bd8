import os


class Default:
    DEBUG = False
    JWT_SECRET_KEY = os.environ["FARM_KEY"]


class Development(Default):
    DEBUG = True


class Production(Default):
    SESSION_COOKIE_SECURE = True


BY_NAME = {"development": Development, "production": Production}
