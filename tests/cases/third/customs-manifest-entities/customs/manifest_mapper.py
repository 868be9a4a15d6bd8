from dataclasses import dataclass

from lxml import etree

from customs.xml_configuration import XmlConfiguration


@dataclass(frozen=True)
class ManifestDto:
    reference: str
    goods: list[str]


class ManifestMapper:
    def __init__(self, configuration: XmlConfiguration) -> None:
        self._configuration = configuration

    def from_document(self, document: bytes) -> ManifestDto:
        root = etree.fromstring(document, self._configuration.manifest_parser())  # found: xml-entities-from-request
        return ManifestDto(root.get("reference", ""), [node.text or "" for node in root.iter("goods")])
