import os

SHARED = {
    "SECRET_KEY": os.environ["ADMIN_KEY"],
    "LOGIN_DISABLED": True,  # found: weakened-token-settings
    "SESSION_COOKIE_SECURE": True,
}
