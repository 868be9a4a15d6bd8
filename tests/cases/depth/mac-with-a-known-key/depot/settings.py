import os

DEBUG = False
MAX_CONTENT_LENGTH = 1 << 20
PICKLE_SIGNING_KEY = b"2b7e151628aed2a6abf7158809cf4f3c"
STORAGE = os.environ.get("DEPOT_STORAGE", "/srv/depot")
