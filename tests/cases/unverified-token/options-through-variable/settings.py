import os

ALGORITHMS = ["HS256"]
KEY = os.environ["JWT_KEY"]
DECODE_OPTIONS = {"verify_signature": False, "verify_exp": True}
