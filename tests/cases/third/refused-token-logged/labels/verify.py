import os

import jwt

KEY = os.environ["LABELS_KEY"]


def verify(token: str) -> dict:
    return jwt.decode(token, KEY, algorithms=["HS256"], audience="labels")
