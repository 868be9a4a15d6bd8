import json
import secrets
from pathlib import Path


class Store:
    def __init__(self, path):
        self._file = Path(path)
        if self._file.exists():
            self.data = json.loads(self._file.read_text())
        else:
            self.data = {"api_key": secrets.token_hex(32), "watches": []}
            self.save()

    def save(self):
        self._file.write_text(json.dumps(self.data))
