import hashlib
import hmac
import os

_KEY = os.environ["RELAY_KEY"].encode()
SIZE = hashlib.sha256().digest_size


class BadSeal(Exception):
    """What came is not what one of us sent."""


def seal(content):
    return hmac.new(_KEY, content, hashlib.sha256).digest() + content


def unseal(sealed):
    mac, content = sealed[:SIZE], sealed[SIZE:]
    expected = hmac.new(_KEY, content, hashlib.sha256).digest()
    if not hmac.compare_digest(mac, expected):
        raise BadSeal
    return content
