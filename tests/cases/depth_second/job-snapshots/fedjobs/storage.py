import os
from pathlib import Path


class Storage:
    def create_object(self, uri, data): ...

    def get_data(self, uri): ...

    def list_objects(self): ...


class FilesystemStorage(Storage):
    def __init__(self, root):
        self.root = Path(root)

    def create_object(self, uri, data):
        path = self.root / uri
        path.mkdir(parents=True, exist_ok=True)
        (path / "data").write_bytes(data)
        return os.fspath(path)

    def get_data(self, uri):
        return (self.root / uri / "data").read_bytes()

    def list_objects(self):
        return sorted(path.name for path in self.root.iterdir())
