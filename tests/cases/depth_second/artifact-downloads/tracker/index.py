import pickle
from pathlib import Path


class Index:
    def __init__(self, path):
        self._path = Path(path)
        self._rows = None

    @property
    def rows(self):
        if self._rows is None:
            self._rows = pickle.loads(self._path.read_bytes()) if self._path.exists() else {}
        return self._rows

    def note(self, number, digest, size):
        self.rows[number] = (digest, size)
        self._path.write_bytes(pickle.dumps(self._rows))
