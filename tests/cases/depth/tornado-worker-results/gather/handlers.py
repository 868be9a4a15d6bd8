import base64
import pickle

from tornado.web import RequestHandler


class WorkerHandler(RequestHandler):
    def initialize(self, store):
        self.store = store

    def unpacked(self, name):
        text = self.get_body_argument(name, default="")
        if not text:
            return None
        return pickle.loads(base64.b64decode(text))  # found: pickle-from-request
