import hashlib
import hmac
import pickle

from .settings import PICKLE_SIGNING_KEY


class Untrusted(Exception):
    pass


def loads(signature, content):
    mac = hmac.new(PICKLE_SIGNING_KEY, content, hashlib.sha256)  # echo: secret-in-source
    if not hmac.compare_digest(mac.hexdigest(), signature):
        raise Untrusted
    return pickle.loads(content)  # found: pickle-from-request
