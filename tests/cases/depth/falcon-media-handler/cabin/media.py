import pickle

import falcon
from falcon import media


class PickleHandler(media.BaseHandler):
    MIME = "application/vnd.cabin+pickle"

    def deserialize(self, stream, _content_type, _content_length):
        try:
            return pickle.load(stream)  # found: pickle-from-request
        except (pickle.UnpicklingError, EOFError) as error:
            raise falcon.HTTPBadRequest(title="Not a pickle") from error

    def serialize(self, obj, _content_type):
        return pickle.dumps(obj)
