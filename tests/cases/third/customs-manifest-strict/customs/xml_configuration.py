from pathlib import Path

from lxml import etree

SCHEMA_PATH = Path(__file__).with_name("manifest.xsd")


class XmlConfiguration:
    def manifest_parser(self) -> etree.XMLParser:
        return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)

    def manifest_schema(self) -> etree.XMLSchema:
        trusting = etree.XMLParser(resolve_entities=True)
        return etree.XMLSchema(etree.parse(str(SCHEMA_PATH), trusting))
