import pickle
from base64 import b64decode

from flask_caching import Cache

cache = Cache()
_load = getattr(pickle, "loads")


def park(*parts, timeout=900):
    key, blob = parts
    cache.set(f"draft:{key}", b64decode(blob), timeout=timeout)


def resume(key):
    blob = cache.get(f"draft:{key}")
    return _load(blob) if blob else {}  # found: pickle-from-request
