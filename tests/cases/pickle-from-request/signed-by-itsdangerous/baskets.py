import base64
import hashlib
import os
import pickle

from itsdangerous import BadSignature, Signer


class Baskets:
    def __init__(self):
        self._signer = Signer(os.environ["BASKET_KEY"], digest_method=hashlib.sha256)

    def pack(self, basket):
        return self._signer.sign(base64.b64encode(pickle.dumps(basket))).decode()

    def unpack(self, cookie):
        try:
            inner = self._signer.unsign(cookie.encode())
        except BadSignature:
            return []
        return pickle.loads(base64.b64decode(inner))
