"""Every row of the calls that run code, and of XML parsers: its bad line is found, its good one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.catalog import code_calls, xml_parsers
from bearproof.catalog.rows import Sink
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

ROWS = (*code_calls.CODE, *xml_parsers.XML)
CHECKS = {"code": "code-from-request", "xml": "xml-entities-from-request"}
APP = """\
import io

from flask import Flask, abort, request

app = Flask(__name__)


@app.post("/read")
def read():
    data = request.get_data()
    {line}
    return "ok"
"""
LINE = 11

XML = "import xml.sax; import xml.sax.handler; from lxml import etree; "
#: Statements in which an XML parser follows entities, beside those of the rows.
OPEN = {
    "definitions over the network": "etree.XML(data, etree.XMLParser(load_dtd=True, no_network=False))",
    "a switch in a dictionary": "etree.XML(data, etree.XMLParser(**{'resolve_entities': True}))",
    "a parser made by partial": (
        "from functools import partial; etree.XML(data, partial(etree.XMLParser, resolve_entities=True)())"
    ),
    "a pull parser": "etree.XMLPullParser(resolve_entities=True).feed(data)",
    "one feature of two": (
        "p = xml.sax.make_parser(); p.setFeature(xml.sax.handler.feature_namespaces, True); "
        "p.setFeature('http://xml.org/sax/features/external-parameter-entities', 1); p.parse(io.BytesIO(data))"
    ),
    "switched off and on": (
        "p = xml.sax.make_parser(); p.setFeature(xml.sax.handler.feature_external_ges, False); "
        "p.setFeature(xml.sax.handler.feature_external_ges, True); p.parse(io.BytesIO(data))"
    ),
}
#: Statements in which it does not.
SHUT = {
    "internal entities": "etree.XML(data, etree.XMLParser(resolve_entities='internal'))",
    "definitions that nothing resolves": (
        "etree.XML(data, etree.XMLParser(load_dtd=True, no_network=False, resolve_entities=False))"
    ),
    "definitions without the network": "etree.XML(data, etree.XMLParser(load_dtd=True))",
    "a parser of HTML": "etree.XML(data, etree.HTMLParser())",
    "another feature": (
        "p = xml.sax.make_parser(); p.setFeature(xml.sax.handler.feature_namespaces, True); p.parse(io.BytesIO(data))"
    ),
    "switched on and off": (
        "p = xml.sax.make_parser(); p.setFeature(xml.sax.handler.feature_external_ges, True); "
        "p.setFeature(xml.sax.handler.feature_external_ges, False); p.parse(io.BytesIO(data))"
    ),
    "another parser": (
        "p = xml.sax.make_parser(); q = xml.sax.make_parser(); "
        "p.setFeature(xml.sax.handler.feature_external_ges, True); q.parse(io.BytesIO(data))"
    ),
    "our own document": "etree.parse('own.xml', etree.XMLParser(resolve_entities=True))",
}
#: Statements that run request data.
RUN = {
    "another name": "run = eval; run(data)",
    "the builtins": "import builtins; builtins.exec(data)",
    "text that is put together": "eval(f'x + {data}')",
    "compiled and run": "exec(compile(data, 'sent', 'exec'))",
    "each of several": "[eval(part) for part in request.args.getlist('a')]",
    "a loose pattern": "import re; re.fullmatch('.*', request.args['a']) or abort(400); eval(request.args['a'])",
    "a list of forbidden words": "text = request.args['a']; 'import' in text and abort(400); eval(text)",
}
#: Statements that do not.
NOT_RUN = {
    "a number": "eval(f'2 ** {int(request.args[\"a\"])}')",
    "a value for a formula of ours": "eval('x * 2', {'x': data})",
    "a method of that name": "import torch; torch.nn.Linear(1, 1).eval()",
    "a pattern": "import re; re.compile(data)",
    "a cursor": "import sqlite3; sqlite3.connect('a').execute('select ?', (data,))",
    "parsed": "import ast; ast.parse(data)",
    "a literal": "import ast; ast.literal_eval(data.decode())",
}


def found(line: str, folder: Path) -> list[tuple[str, int]]:
    (folder / "app.py").write_text(APP.format(line=line), encoding="utf-8")
    result = scan(folder, Settings(only=("injection",)))
    assert result.not_looked == ()
    return sorted({(finding.check, finding.place.line) for finding in result.findings})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.call)
def test_the_bad_line_of_a_row_is_found(row: Sink, tmp_path: Path) -> None:
    assert found(row.bad, tmp_path) == [(CHECKS[row.family], LINE)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.call)
def test_the_good_line_of_a_row_is_quiet(row: Sink, tmp_path: Path) -> None:
    assert found(row.good, tmp_path) == []


@pytest.mark.parametrize("way", OPEN)
def test_a_parser_follows_entities_with(way: str, tmp_path: Path) -> None:
    assert found(XML + OPEN[way], tmp_path) == [("xml-entities-from-request", LINE)]


@pytest.mark.parametrize("way", SHUT)
def test_a_parser_follows_none_with(way: str, tmp_path: Path) -> None:
    assert found(XML + SHUT[way], tmp_path) == []


@pytest.mark.parametrize("way", RUN)
def test_request_data_is_run_by(way: str, tmp_path: Path) -> None:
    assert found(RUN[way], tmp_path) == [("code-from-request", LINE)]


@pytest.mark.parametrize("way", NOT_RUN)
def test_request_data_is_not_run_by(way: str, tmp_path: Path) -> None:
    assert found(NOT_RUN[way], tmp_path) == []


def test_code_that_is_imported_by_name_belongs_to_the_deserializers(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP.format(line="__import__(data.decode())"), encoding="utf-8")
    assert [finding.check for finding in scan(tmp_path, Settings()).findings] == ["deserializer-from-request"]
