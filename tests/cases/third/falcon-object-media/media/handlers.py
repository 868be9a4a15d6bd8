import pickle

from falcon import media


class ObjectHandler(media.BaseHandler):
    def serialize(self, media, _content_type):
        return pickle.dumps(media)

    def deserialize(self, stream, _content_type, _content_length):
        return pickle.loads(stream.read())  # found: pickle-from-request
