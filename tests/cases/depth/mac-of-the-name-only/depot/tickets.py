import hmac
import os

KEY = bytes.fromhex(os.environ["DEPOT_KEY_HEX"])


def ticket(name):
    """What a client needs to put a file of this name."""
    return hmac.digest(KEY, name.encode(), "sha256").hex()


def valid(name, given):
    return hmac.compare_digest(ticket(name), given)
