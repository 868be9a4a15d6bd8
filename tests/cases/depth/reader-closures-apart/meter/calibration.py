import pickle
from pathlib import Path

from meter.readers import make_reader

_read = make_reader(pickle.loads, 1 << 22)
_FILE = Path(__file__).with_name("calibration.bin")


class Calibration:
    def __init__(self):
        self.table = _read(_FILE.read_bytes())

    def corrected(self, value):
        return value * self.table["gain"] + self.table["offset"]
