from typing import NamedTuple

from lxml import etree

NS = {"fb": "http://www.gribuser.ru/xml/fictionbook/2.0"}
_parser = etree.XMLParser(resolve_entities=True, load_dtd=True, recover=True)


class BookMeta(NamedTuple):
    title: str
    author: str


def _first(tree, path):
    return "".join(tree.xpath(path + "/text()", namespaces=NS)[:1])


def get_fb2_info(file):
    tree = etree.fromstring(file.read(), parser=_parser)  # found: xml-entities-from-request
    author = " ".join(_first(tree, f"//fb:title-info/fb:author/fb:{part}") for part in ("first-name", "last-name"))
    return BookMeta(_first(tree, "//fb:title-info/fb:book-title"), author.strip())
