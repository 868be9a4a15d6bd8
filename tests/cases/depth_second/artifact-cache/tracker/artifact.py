import json
import pickle
from pathlib import Path


class Artifact:
    def __init__(self, root, name, kind):
        self._path = Path(root) / name
        self._kind = kind
        self._object = None

    @property
    def local_copy(self):
        return self._path.with_suffix("." + self._kind)

    def write(self, stream):
        stream.save(self.local_copy)

    def get(self):
        if self._object is not None:
            return self._object
        path = self.local_copy
        if self._kind == "json":
            self._object = json.loads(path.read_text())
        elif self._kind == "txt":
            self._object = path.read_text()
        elif self._kind == "pkl":
            with path.open("rb") as f:
                self._object = pickle.load(f)  # found: pickle-from-request
        else:
            self._object = path.read_bytes()
        return self._object
