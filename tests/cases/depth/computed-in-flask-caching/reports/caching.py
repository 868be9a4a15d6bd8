import hashlib
import pickle

from flask_caching import Cache

cache = Cache(config={"CACHE_TYPE": "RedisCache", "CACHE_DEFAULT_TIMEOUT": 300})


def key_of(text):
    return "report:" + hashlib.sha256(text.encode()).hexdigest()


def fetch(text, compute):
    key = key_of(text)
    packed = cache.get(key)
    if packed is not None:
        return pickle.loads(packed)
    result = compute(text)
    cache.set(key, pickle.dumps(result))
    cache.set(key + ":text", text)
    return result
