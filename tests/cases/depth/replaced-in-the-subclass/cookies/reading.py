import base64
import pickle


class CookieReader:
    name = "state"

    def __init__(self, cookies):
        self._cookies = cookies

    @property
    def raw(self):
        return base64.urlsafe_b64decode(self._cookies.get(self.name, ""))

    def parse(self, raw):
        return pickle.loads(raw)

    def read(self):
        raw = self.raw
        return self.parse(raw) if raw else {}
