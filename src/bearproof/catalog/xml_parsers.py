"""Which XML parsers follow external entities, and by which switch? With defaults, none of those below does."""

from __future__ import annotations

from bearproof.catalog.rows import Sink

_DEFAULT = "the parser as it comes, or defusedxml"
_FAMILY = "xml"

#: Constructors of lxml by whose keywords entities are followed: one of the first, where none of the second is off.
LXML_PARSERS: frozenset[str] = frozenset(
    {
        "lxml.etree.XMLParser",
        "lxml.etree.ETCompatXMLParser",
        "lxml.etree.XMLPullParser",
        "lxml.etree.XMLTreeBuilder",
        "lxml.objectify.makeparser",
    }
)
#: `iterparse` takes the same keywords itself.
LXML_ITERPARSE = "lxml.etree.iterparse"
SWITCHES = ("resolve_entities",)
#: The external definition is fetched, unless entities are not resolved.
DEFINITIONS = ("load_dtd", "dtd_validation", "attribute_defaults")
#: A definition of the sender's is fetched from files alone while the network is shut.
NETWORK = "no_network"

#: Makers of parsers whose features are set later.
SAX_PARSERS: frozenset[str] = frozenset(
    {
        "xml.sax.make_parser",
        "xml.sax.expatreader.create_parser",
        "xml.sax.expatreader.ExpatParser",
    }
)
#: The features, by the last part of their name, and by the address that the name stands for.
FEATURES: frozenset[str] = frozenset(
    {
        "feature_external_ges",
        "feature_external_pes",
        "http://xml.org/sax/features/external-general-entities",
        "http://xml.org/sax/features/external-parameter-entities",
    }
)

_DOCUMENT = ("text", "source", "string", "file", "stream_or_string", "strings")
_LXML = "import lxml.etree; p = lxml.etree.XMLParser(resolve_entities=True); "
_LXML_SHUT = "import lxml.etree; p = lxml.etree.XMLParser(resolve_entities=False); "
_SAX = "import io, xml.sax, xml.sax.handler; p = xml.sax.make_parser(); "
_ON = "p.setFeature(xml.sax.handler.feature_external_ges, True); "
_OFF = "p.setFeature(xml.sax.handler.feature_external_ges, False); "


def _given(call: str, expression: str) -> Sink:
    """A row for a function that is given the parser."""
    on, off = (_LXML, _LXML_SHUT) if call.startswith("lxml.") else (f"{_SAX}{_ON}", f"{_SAX}{_OFF}")
    start = f"import {call.rpartition('.')[0]}; "
    bad, good = f"{on}{start}{expression}", f"{off}{start}{expression}"
    return Sink(call, _FAMILY, keywords=_DOCUMENT, use=_DEFAULT, bad=bad, good=good)


#: Functions that read a document with the parser that they are given: at this position, or as `parser`.
WITH_PARSER: tuple[tuple[Sink, int], ...] = tuple(
    (_given(call, expression), 1)
    for call, expression in (
        ("lxml.etree.fromstring", "lxml.etree.fromstring(data, p)"),
        ("lxml.etree.fromstringlist", "lxml.etree.fromstringlist([data], p)"),
        ("lxml.etree.XML", "lxml.etree.XML(data, parser=p)"),
        ("lxml.etree.XMLID", "lxml.etree.XMLID(data, p)"),
        ("lxml.etree.parse", "import io; lxml.etree.parse(io.BytesIO(data), parser=p)"),
        ("lxml.objectify.fromstring", "lxml.objectify.fromstring(data, p)"),
        ("lxml.objectify.parse", "import io; lxml.objectify.parse(io.BytesIO(data), p)"),
        ("xml.dom.pulldom.parse", "xml.dom.pulldom.parse(io.BytesIO(data), p)"),
        ("xml.dom.pulldom.parseString", "xml.dom.pulldom.parseString(data.decode(), p)"),
        ("xml.dom.minidom.parse", "xml.dom.minidom.parse(io.BytesIO(data), p)"),
        ("xml.dom.minidom.parseString", "xml.dom.minidom.parseString(data, p)"),
    )
)
#: Methods of such a parser itself.
OF_PARSER: tuple[Sink, ...] = (
    Sink(
        "lxml.etree.XMLParser.feed", _FAMILY, use=_DEFAULT,
        bad=f"{_LXML}p.feed(data)", good=f"{_LXML_SHUT}p.feed(data)",
    ),
    Sink(
        "xml.sax.make_parser().parse", _FAMILY, keywords=("source",), use=_DEFAULT,
        bad=f"{_SAX}{_ON}p.parse(io.BytesIO(data))", good=f"{_SAX}{_OFF}p.parse(io.BytesIO(data))",
    ),
    Sink(
        "xml.sax.make_parser().feed", _FAMILY, use=_DEFAULT,
        bad=f"{_SAX}{_ON}p.feed(data)", good=f"{_SAX}{_OFF}p.feed(data)",
    ),
)  # fmt: skip
ITERATED = Sink(
    LXML_ITERPARSE, _FAMILY, keywords=("source",), use=_DEFAULT,
    bad="import io, lxml.etree; lxml.etree.iterparse(io.BytesIO(data), resolve_entities=True)",
    good="import io, lxml.etree; lxml.etree.iterparse(io.BytesIO(data))",
)  # fmt: skip

XML: tuple[Sink, ...] = (*(row for row, _ in WITH_PARSER), *OF_PARSER, ITERATED)
