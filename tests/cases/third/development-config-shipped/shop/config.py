import os


class BaseConfig:
    SECRET_KEY = os.environ["SHOP_SECRET_KEY"]
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_SAMESITE = "Lax"
    CACHE_DEFAULT_TIMEOUT = 300


class ProductionConfig(BaseConfig):
    ENV = "production"
    DEBUG = False


class DevelopmentConfig(BaseConfig):
    ENV = "development"
    DEBUG = True  # found: debug-enabled
    TEMPLATES_AUTO_RELOAD = True
