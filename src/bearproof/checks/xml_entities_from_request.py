"""Request data reaches an XML parser that follows external entities.

What it finds
    A document which came with the request and is read by a parser with external entities switched on: lxml's
    `XMLParser(resolve_entities=True)`, a SAX parser with `feature_external_ges`, `pulldom` and `minidom` with such a
    parser.

Why it matters
    The document names files and addresses, and the parser reads them: local files come back in the answer, internal
    services are asked from the inside.

Instead
    Use the parser as it comes, or defusedxml: neither follows external entities.

How it is proven
    It is not proven on the running app yet: the finding says what was seen in the source.

How the guard stops it
    It does not. Read JSON into a schema where the format is yours to choose.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.flows import flows, source_named

check = Check(
    __name__, severity=Severity.HIGH, cwe=611, since="0.1", family="injection", tags=("owasp-api8", "asvs-1.5.1")
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Flows of request data into an XML parser that follows external entities."""
    for flow in flows(app, "xml"):
        yield check.from_flow(
            flow, f"{source_named(flow.label)} reaches {flow.call} with external entities on; use {flow.use}"
        )


check.example(
    "a parser of lxml that resolves entities",
    """
    from flask import Flask, jsonify, request
    from lxml import etree

    app = Flask(__name__)
    PARSER = etree.XMLParser(resolve_entities=True, no_network=False)


    @app.post("/orders")
    def orders():
        order = etree.fromstring(request.get_data(), parser=PARSER)  # found
        return jsonify(items=[item.text for item in order.iter("item")])
    """,
)
check.example(
    "a feature of SAX is switched on where the parser is made",
    {
        "app.py": """
        from flask import Flask, request

        from feeds import titles

        app = Flask(__name__)


        @app.post("/feeds")
        def feeds():
            return titles(request.files["feed"].stream)
        """,
        "feeds.py": """
        import xml.sax
        from xml.sax.handler import ContentHandler, feature_external_ges


        class Titles(ContentHandler):
            def __init__(self):
                super().__init__()
                self.found = []

            def characters(self, content):
                self.found.append(content)


        def parser():
            made = xml.sax.make_parser()
            made.setFeature(feature_external_ges, True)
            return made


        def titles(stream):
            handler = Titles()
            reader = parser()
            reader.setContentHandler(handler)
            reader.parse(stream)  # found
            return " ".join(handler.found)
        """,
    },
)
check.example(
    "defaults, defusedxml and parsers with the switch off",
    """
    import io
    import xml.etree.ElementTree as ET
    import xml.sax
    from xml.dom import minidom, pulldom

    import defusedxml.ElementTree
    from flask import Flask, jsonify, request
    from lxml import etree

    app = Flask(__name__)
    STRICT = etree.XMLParser(resolve_entities=False, load_dtd=True)


    @app.post("/orders")
    def orders():
        data = request.get_data()
        reader = xml.sax.make_parser()
        reader.setFeature(xml.sax.handler.feature_external_ges, False)
        reader.parse(io.BytesIO(data))
        read = [etree.fromstring(data), etree.fromstring(data, STRICT), ET.fromstring(data)]
        read += [defusedxml.ElementTree.fromstring(data), minidom.parseString(data)]
        return jsonify(elements=len(read), events=len(list(pulldom.parseString(data.decode()))))
    """,
)
check.example(
    "our own document is read with entities",
    """
    from flask import Flask, jsonify, request
    from lxml import etree

    app = Flask(__name__)
    OWN = etree.XMLParser(resolve_entities=True, load_dtd=True)


    @app.post("/orders")
    def orders():
        catalog = etree.parse("/usr/share/catalog/main.xml", OWN)
        order = etree.fromstring(request.get_data())
        return jsonify(known=order.tag in {item.tag for item in catalog.getroot()})
    """,
)
