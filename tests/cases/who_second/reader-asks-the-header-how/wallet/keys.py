import os

_KEYS = {"2024": os.environ["WALLET_KEY_2024"], "2025": os.environ["WALLET_KEY_2025"]}


def find_key(kid):
    try:
        return _KEYS[kid]
    except KeyError:
        raise LookupError(kid) from None
