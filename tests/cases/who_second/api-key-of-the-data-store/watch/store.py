import json
import secrets
from pathlib import Path


class Datastore:
    def __init__(self, path):
        self.path = Path(path)
        if self.path.exists():
            self.data = json.loads(self.path.read_text())
        else:
            self.data = {"settings": {"api_access_token": secrets.token_hex(24)}, "watching": {}}
            self.save()

    def save(self):
        self.path.write_text(json.dumps(self.data))
