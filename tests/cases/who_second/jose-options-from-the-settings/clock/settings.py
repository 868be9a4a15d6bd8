import os


JWT_KEY = os.environ["CLOCK_JWT_KEY"]
JWT_AUDIENCE = "clock"
# Terminals have no reliable time of their own.
JWT_OPTIONS = {"verify_exp": False, "verify_iat": True}
