import base64
import binascii
import pickle


class Basket:
    def __init__(self, lines=None):
        self.lines = lines or {}

    def add(self, sku, quantity):
        self.lines[sku] = self.lines.get(sku, 0) + quantity

    def to_cookie(self):
        return base64.urlsafe_b64encode(pickle.dumps(self.lines)).decode()

    @classmethod
    def from_cookie(cls, value):
        if not value:
            return cls()
        try:
            return cls(pickle.loads(base64.urlsafe_b64decode(value)))  # found: pickle-from-request
        except (binascii.Error, pickle.UnpicklingError):
            return cls()
