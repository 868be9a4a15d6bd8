import xml.etree.ElementTree as ET

from defusedxml import ElementTree as Defused
from lxml import etree

_STRICT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def package(content):
    return etree.fromstring(content, _STRICT)


def container(content):
    return Defused.fromstring(content)


def outline(content):
    return [node.text or "" for node in ET.fromstring(content).iter("text")]
