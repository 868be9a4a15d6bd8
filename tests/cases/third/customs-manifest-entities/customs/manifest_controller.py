import logging

from flask import Flask, jsonify, request
from lxml import etree

from customs.manifest_mapper import ManifestMapper
from customs.xml_configuration import XmlConfiguration

LOG = logging.getLogger(__name__)
app = Flask(__name__)
mapper = ManifestMapper(XmlConfiguration())


@app.post("/manifests")
def receive_manifest():
    try:
        manifest = mapper.from_document(request.get_data())
    except etree.XMLSyntaxError:
        LOG.warning("a manifest that is no XML")
        return jsonify(error="not well-formed"), 400
    return jsonify(reference=manifest.reference, goods=manifest.goods)
