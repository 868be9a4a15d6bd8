import os
import pickle
from base64 import urlsafe_b64decode, urlsafe_b64encode

import brotli
from cryptography.fernet import Fernet, InvalidToken


class Config:
    def __init__(self, **given):
        self.lang = given.get("lang", "en")
        self.safe = bool(given.get("safe", True))
        self.theme = given.get("theme", "system")
        self.preferences_key = os.environ["FINDER_PREFERENCES_KEY"]

    def from_params(self, params):
        if "preferences" in params:
            for name, value in self._decode(params["preferences"]).items():
                if name in {"lang", "safe", "theme"}:
                    object.__setattr__(self, name, value)
        return self

    def to_params(self):
        packed = brotli.compress(pickle.dumps({"lang": self.lang, "safe": self.safe, "theme": self.theme}))
        return "e" + urlsafe_b64encode(Fernet(self.preferences_key).encrypt(packed)).decode()

    def _decode(self, preferences):
        mode, preferences = preferences[0], preferences[1:].encode() + b"=="
        if mode == "e":
            try:
                opened = Fernet(self.preferences_key).decrypt(urlsafe_b64decode(preferences))
            except InvalidToken:
                return {}
            return pickle.loads(brotli.decompress(opened))
        if mode == "u":
            return pickle.loads(brotli.decompress(urlsafe_b64decode(preferences)))  # found: pickle-from-request
        return {}
