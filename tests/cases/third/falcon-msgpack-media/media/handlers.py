import falcon
import msgpack
from falcon import media


def refuse_extension(code, _data):
    raise falcon.HTTPUnsupportedMediaType(description=f"extension {code}")


class PackedHandler(media.BaseHandler):
    def serialize(self, media, _content_type):
        return msgpack.packb(media)

    def deserialize(self, stream, _content_type, _content_length):
        return msgpack.unpackb(stream.read(), ext_hook=refuse_extension, raw=False)
