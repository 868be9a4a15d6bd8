import hashlib
import pickle
from functools import wraps

from redis import Redis


class Region:
    def __init__(self, name, *, serializer=pickle.dumps, deserializer=pickle.loads, expiration=60):
        self.name = name
        self.serializer = serializer
        self.deserializer = deserializer
        self.expiration = expiration
        self._redis = Redis()

    def _key(self, function, args):
        text = "|".join([function.__qualname__, *map(str, args)])
        return f"{self.name}:{hashlib.sha256(text.encode()).hexdigest()}"

    def cached(self, function):
        @wraps(function)
        def wrapper(*args):
            key = self._key(function, args)
            packed = self._redis.get(key)
            if packed is not None:
                return self.deserializer(packed)
            value = function(*args)
            self._redis.setex(key, self.expiration, self.serializer(value))
            return value

        return wrapper
