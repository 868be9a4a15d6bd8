from lxml import etree

FB = {"fb": "http://www.gribuser.ru/xml/fictionbook/2.0"}
DC = {"dc": "http://purl.org/dc/elements/1.1/"}
_safe_parser = etree.XMLParser(resolve_entities=False, no_network=True)


def get_fb2_info(content):
    tree = etree.fromstring(content, parser=_safe_parser)
    return {"title": tree.findtext(".//fb:book-title", namespaces=FB)}


def get_opf_info(content):
    tree = etree.fromstring(content, parser=etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    return {
        "title": tree.findtext(".//dc:title", namespaces=DC),
        "author": tree.findtext(".//dc:creator", namespaces=DC),
    }


READERS = {".fb2": get_fb2_info, ".opf": get_opf_info}
