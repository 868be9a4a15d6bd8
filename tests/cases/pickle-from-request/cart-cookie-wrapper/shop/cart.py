import binascii
import pickle
import zlib


class Cart:
    """What the visitor has put aside, as the cookie remembers it."""

    def __init__(self, cookie):
        self._packed = cookie
        self._lines = None

    @property
    def lines(self):
        if self._lines is None:
            if not self._packed:
                self._lines = []
            else:
                raw = zlib.decompress(binascii.unhexlify(self._packed))
                self._lines = pickle.loads(raw)  # found: pickle-from-request
        return self._lines

    def total(self):
        return sum(line["price"] * line["qty"] for line in self.lines)

    def dump(self):
        return binascii.hexlify(zlib.compress(pickle.dumps(self.lines))).decode()
