from flask import Flask, jsonify, request
from lxml import etree

from customs.xml_configuration import XmlConfiguration


class ManifestController:
    def __init__(self, configuration: XmlConfiguration) -> None:
        self._parser = configuration.manifest_parser()
        self._schema = configuration.manifest_schema()

    def receive(self):
        try:
            root = etree.fromstring(request.get_data(), self._parser)
        except etree.XMLSyntaxError:
            return jsonify(error="not well-formed"), 400
        if not self._schema.validate(root):
            return jsonify(error="not a manifest"), 422
        return jsonify(goods=[node.text for node in root.iter("goods")])


def create_app() -> Flask:
    app = Flask(__name__)
    controller = ManifestController(XmlConfiguration())
    app.add_url_rule("/manifests", view_func=controller.receive, methods=["POST"], endpoint="receive_manifest")
    return app
