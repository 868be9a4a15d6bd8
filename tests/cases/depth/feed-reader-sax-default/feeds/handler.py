from xml.sax.handler import ContentHandler


class Counter(ContentHandler):
    def __init__(self):
        super().__init__()
        self.counts = {}

    def startElement(self, name, _attrs):  # noqa: N802  # the name that SAX calls
        self.counts[name] = self.counts.get(name, 0) + 1
