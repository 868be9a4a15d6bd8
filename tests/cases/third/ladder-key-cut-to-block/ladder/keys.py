import os

BLOCK = 16


def token_key():
    return os.environb[b"LADDER_KEY"][:BLOCK]
