import os


class Production:
    SECRET_KEY = os.environ["ADMIN_KEY"]
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_SAMESITE = "Strict"


class Testing(Production):
    TESTING = True
    LOGIN_DISABLED = True
    WTF_CSRF_ENABLED = False
