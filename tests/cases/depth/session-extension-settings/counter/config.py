import os
from datetime import timedelta


class Settings:
    SECRET_KEY = os.environ["COUNTER_SECRET"]
    SESSION_TYPE = "redis"
    SESSION_SERIALIZATION_FORMAT = "msgpack"
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    PERMANENT_SESSION_LIFETIME = timedelta(hours=12)
