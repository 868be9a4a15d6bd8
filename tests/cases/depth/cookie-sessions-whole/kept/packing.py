import base64
import json
import zlib


class PackedSessions:
    """Packs and unpacks; what with is for the subclass to say."""

    serializer = json

    def pack(self, values):
        text = self.serializer.dumps(values)
        raw = text if isinstance(text, bytes) else text.encode()
        return base64.urlsafe_b64encode(zlib.compress(raw)).decode()

    def unpack(self, text):
        raw = zlib.decompress(base64.urlsafe_b64decode(text))
        return self.serializer.loads(raw)  # found: pickle-from-request
