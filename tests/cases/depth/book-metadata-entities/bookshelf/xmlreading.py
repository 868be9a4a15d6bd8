from lxml import etree


def reader():
    return etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False)


def tree_of(content):
    return etree.fromstring(content, parser=reader())  # found: xml-entities-from-request
