from pathlib import Path

from flowlet.serializers import PickleSerializer, Serializer


class ResultFile:
    def __init__(self, path, serializer: Serializer | None = None):
        self.path = Path(path)
        self.serializer = serializer or PickleSerializer()

    def read(self):
        return self.serializer.loads(self.path.read_bytes()) if self.path.exists() else {}

    def write(self, obj):
        self.path.write_bytes(self.serializer.dumps(obj))
