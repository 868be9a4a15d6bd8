from lxml import etree


class XmlConfiguration:
    """Makes the parsers of this application."""

    def manifest_parser(self) -> etree.XMLParser:
        return etree.XMLParser(resolve_entities=True, no_network=False, load_dtd=True, remove_blank_text=True)
