import os

SECRET_KEY = os.environ["SECRET_KEY"]
TOKEN_KEY = os.environ["TOKEN_KEY"]
DEBUG = True  # found: debug-enabled
JSON_SORT_KEYS = False
MAX_CONTENT_LENGTH = 1024 * 1024
