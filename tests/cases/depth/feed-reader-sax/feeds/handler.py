from xml.sax import ContentHandler


class Titles(ContentHandler):
    def __init__(self):
        super().__init__()
        self.titles = []
        self._inside = False

    def startElement(self, name, _attrs):  # noqa: N802  # the name that SAX calls
        self._inside = name == "title"
        if self._inside:
            self.titles.append("")

    def characters(self, content):
        if self._inside:
            self.titles[-1] += content

    def endElement(self, _name):  # noqa: N802  # the name that SAX calls
        self._inside = False
