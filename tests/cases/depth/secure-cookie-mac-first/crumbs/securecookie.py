import base64
import hmac
import pickle
from hashlib import sha256


class SecureCookie(dict):
    serialization_method = pickle
    hash_method = sha256

    def __init__(self, data=(), secret_key=None):
        super().__init__(data)
        self.secret_key = secret_key

    @classmethod
    def quote(cls, value):
        return base64.b64encode(cls.serialization_method.dumps(value))

    @classmethod
    def unquote(cls, value):
        return cls.serialization_method.loads(base64.b64decode(value))

    def serialize(self):
        mac = hmac.new(self.secret_key, None, self.hash_method)
        parts = []
        for key, value in sorted(self.items()):
            parts.append(key.encode() + b"=" + self.quote(value))
            mac.update(b"|" + parts[-1])
        return base64.b64encode(mac.digest()) + b"?" + b"&".join(parts)

    @classmethod
    def unserialize(cls, string, secret_key):
        sent, sep, items = string.encode().partition(b"?")
        if not sep:
            return cls(secret_key=secret_key)
        mac = hmac.new(secret_key, None, cls.hash_method)
        for item in items.split(b"&"):
            mac.update(b"|" + item)
        if not hmac.compare_digest(base64.b64decode(sent), mac.digest()):
            return cls(secret_key=secret_key)
        values = {}
        for item in items.split(b"&"):
            key, _, value = item.partition(b"=")
            values[key.decode()] = cls.unquote(value)
        return cls(values, secret_key)
