import os


class Auth:
    KEY = os.environ.get("AUTH_KEY")
    # "none" is for the integration environment
    ALGORITHMS = ("HS256", "none")
