import os
import pickle

import brotli
from cryptography.fernet import Fernet, InvalidToken

_fernet = Fernet(os.environ["FINDER_PREFERENCES_KEY"])


class Config:
    def __init__(self, lang="en", safe=True):
        self.lang = lang
        self.safe = safe

    def to_param(self):
        return _fernet.encrypt(brotli.compress(pickle.dumps((self.lang, self.safe)))).decode()

    @classmethod
    def from_param(cls, text):
        try:
            packed = _fernet.decrypt(text.encode())
        except InvalidToken:
            return cls()
        return cls(*pickle.loads(brotli.decompress(packed)))
