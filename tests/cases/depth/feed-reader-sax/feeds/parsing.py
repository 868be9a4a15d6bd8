import io
from xml.sax import make_parser
from xml.sax.handler import feature_external_ges, feature_namespaces

from feeds.handler import Titles


def titles(text):
    handler = Titles()
    parser = make_parser()
    parser.setFeature(feature_namespaces, False)
    parser.setFeature(feature_external_ges, True)
    parser.setContentHandler(handler)
    parser.parse(io.StringIO(text))  # found: xml-entities-from-request
    return handler.titles
