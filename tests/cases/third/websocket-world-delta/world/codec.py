import marshal
import zlib


class DeltaCodec:
    def pack(self, delta):
        return zlib.compress(marshal.dumps(delta))

    def unpack(self, blob):
        return marshal.loads(zlib.decompress(blob))  # found: deserializer-from-request
