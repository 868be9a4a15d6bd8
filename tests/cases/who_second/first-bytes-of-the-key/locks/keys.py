import base64
import os

KEY_SIZE = 16


def controller_key():
    return base64.b64decode(os.environ["LOCK_KEY"])[:KEY_SIZE]
