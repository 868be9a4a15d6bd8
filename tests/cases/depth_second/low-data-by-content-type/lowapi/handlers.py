import tornado.web

from lowapi.readers import READERS


class BaseHandler(tornado.web.RequestHandler):
    def prepare(self):
        self.raw_data = None
        if self.request.body:
            self.raw_data = self._deserialize(self.request.body)

    def _deserialize(self, data):
        kind = self.request.headers.get("Content-Type", "application/json").partition(";")[0]
        try:
            read = READERS[kind]
        except KeyError:
            raise tornado.web.HTTPError(415) from None
        return read(data.decode("utf-8"))  # found: yaml-from-request


class LowDataHandler(BaseHandler):
    def post(self):
        chunks = self.raw_data if isinstance(self.raw_data, list) else [self.raw_data]
        self.write({"return": [{"fun": str(chunk["fun"]), "state": "queued"} for chunk in chunks]})
