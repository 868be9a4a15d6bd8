import base64
import hashlib
import hmac
import os
import pickle

KEY = os.environ["STATE_KEY"].encode()


class BadSignature(ValueError):
    pass


def seal(value):
    raw = pickle.dumps(value)
    mac = hmac.new(KEY, raw, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac + raw).decode()


def unseal(text):
    joined = base64.urlsafe_b64decode(text)
    mac, raw = joined[:32], joined[32:]
    if not hmac.compare_digest(mac, hmac.new(KEY, raw, hashlib.sha256).digest()):
        raise BadSignature("state was changed on its way")
    return pickle.loads(raw)
