import json

from cookies.reading import CookieReader


class JSONCookieReader(CookieReader):
    name = "state2"

    def parse(self, raw):
        return json.loads(raw)

    def keys(self):
        return sorted(self.read())
