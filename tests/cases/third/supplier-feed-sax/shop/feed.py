import xml.sax
from xml.sax.handler import ContentHandler, feature_external_ges


class OfferHandler(ContentHandler):
    def __init__(self):
        super().__init__()
        self.offers = []
        self._text = []

    def startElement(self, name, _attrs):  # noqa: N802  # the name is given by SAX
        if name == "offer":
            self._text = []

    def characters(self, content):
        self._text.append(content)

    def endElement(self, name):  # noqa: N802  # the name is given by SAX
        if name == "offer":
            self.offers.append("".join(self._text).strip())


def read_offers(stream):
    handler = OfferHandler()
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, True)
    reader.setContentHandler(handler)
    reader.parse(stream)  # found: xml-entities-from-request
    return handler.offers
