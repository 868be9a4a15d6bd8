"""A small extension: keeps a bag of state in the address."""

import base64

import dill


class _State:
    def __init__(self, codec, limit):
        self.codec = codec
        self.limit = limit

    def decode(self, text):
        raw = base64.urlsafe_b64decode(text.encode("ascii"))
        if len(raw) > self.limit:
            return None
        return self.codec.loads(raw)  # found: deserializer-from-request


class StateBag:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        app.config.setdefault("STATEBAG_LIMIT", 4096)
        app.extensions["statebag"] = _State(dill, app.config["STATEBAG_LIMIT"])
