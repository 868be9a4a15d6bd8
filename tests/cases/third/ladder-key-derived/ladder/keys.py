import hashlib
import hmac
import os

MASTER = os.environ["LADDER_MASTER_KEY"].encode()


def derived(purpose):
    return hmac.new(MASTER, purpose, hashlib.sha256).digest()


TOKEN_KEY = derived(b"tokens/1")
KID = hashlib.sha256(TOKEN_KEY).hexdigest()[:8]
