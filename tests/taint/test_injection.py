"""Which text is run, and which document names files? Beside evaluations of ours and parsers that follow nothing."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = """\
import base64, io, json, os, pickle

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
"""

#: Whole apps behind their imports; the line that is found ends with a mark.
FOUND: dict[str, str] = {
    "exec user name in f-string": """
        @app.get("/x/<n>")
        def x(n):
            ns = {}
            exec(f"value = {n}", ns)  # found
            return str(ns["value"])
    """,
    "eval repr quoting": """
        @app.get("/x/<n>")
        def x(n):
            return str(eval("len(%s)" % n))  # found
    """,
    "eval through lambda dict": """
        OPS = {"calc": lambda s: eval(s)}  # found
        @app.post("/x")
        def x():
            return str(OPS["calc"](request.form["s"]))
    """,
    "eval with loose search regexp": """
        import re
        @app.post("/x")
        def x():
            s = request.form["s"]
            if re.search(r"import|os", s):
                abort(400)
            return str(eval(s))  # found
    """,
    "code module": """
        import code
        @app.post("/x")
        def x():
            c = code.InteractiveConsole()
            c.push(request.form["s"])  # found
            return "ok"
    """,
    "exec file upload": """
        @app.post("/x")
        def x():
            src = request.files["f"].read().decode()
            exec(compile(src, "up", "exec"), {})  # found
            return "ok"
    """,
    "pandas query": """
        import pandas as pd
        FRAME = pd.DataFrame({"a": [1]})
        @app.get("/x")
        def x():
            return FRAME.query(request.args["q"]).to_json()  # found
    """,
    "globals dispatch eval": """
        @app.get("/x")
        def x():
            f = __builtins__.eval
            return str(f(request.args["q"]))  # found
    """,
    "exec in class body factory": """
        class Plugin:
            def __init__(self, src):
                self.ns = {}
                self.src = src
            def load(self):
                exec(self.src, self.ns)  # found
                return self.ns["run"]
        @app.post("/x")
        def x():
            return str(Plugin(request.get_data()).load()())
    """,
    "lxml iterparse": """
        from lxml import etree
        @app.post("/x")
        def x():
            out = []
            for _, el in etree.iterparse(request.files["f"].stream, resolve_entities=True):  # found
                out.append(el.tag)
            return str(out)
    """,
    "lxml class wrapper": """
        from lxml import etree
        class Reader:
            def __init__(self, follow=False):
                self.parser = etree.XMLParser(resolve_entities=follow)
            def read(self, raw):
                return etree.fromstring(raw, self.parser)  # found
        loose = Reader(follow=True)
        @app.post("/x")
        def x():
            return loose.read(request.get_data()).tag
    """,
    "lxml options dict": """
        from lxml import etree
        OPTS = dict(resolve_entities=True, no_network=False)
        @app.post("/x")
        def x():
            p = etree.XMLParser(**OPTS)
            return etree.parse(request.stream, p).getroot().tag  # found
    """,
    "lxml subclass parser": """
        from lxml import etree
        class P(etree.XMLParser):
            def __init__(self):
                super().__init__(resolve_entities=True)
        @app.post("/x")
        def x():
            return etree.fromstring(request.get_data(), P()).tag  # found
    """,
    "lxml set_default_parser": """
        from lxml import etree
        etree.set_default_parser(etree.XMLParser(resolve_entities=True, no_network=False))
        @app.post("/x")
        def x():
            return etree.fromstring(request.get_data()).tag  # found
    """,
    "objectify": """
        from lxml import etree, objectify
        @app.post("/x")
        def x():
            p = objectify.makeparser(resolve_entities=True)
            return objectify.fromstring(request.get_data(), p).tag  # found
    """,
    "sax feature const url": """
        import xml.sax
        @app.post("/x")
        def x():
            p = xml.sax.make_parser()
            p.setFeature("http://xml.org/sax/features/external-general-entities", True)
            p.parse(io.BytesIO(request.get_data()))  # found
            return "ok"
    """,
    "sax class kept": """
        from xml import sax
        from xml.sax import handler
        class Feed:
            def __init__(self, follow):
                self.parser = sax.make_parser()
                self.parser.setFeature(handler.feature_external_ges, follow)
            def read(self, raw):
                self.parser.setContentHandler(handler.ContentHandler())
                self.parser.parse(io.BytesIO(raw))  # found
        @app.post("/x")
        def x():
            Feed(True).read(request.get_data())
            return "ok"
    """,
    "minidom with parser": """
        import xml.sax
        from xml.dom import minidom
        from xml.sax.handler import feature_external_ges
        @app.post("/x")
        def x():
            p = xml.sax.make_parser()
            p.setFeature(feature_external_ges, 1)
            return minidom.parse(request.stream, p).documentElement.tagName  # found
    """,
    "pulldom": """
        import xml.sax
        from xml.dom import pulldom
        from xml.sax.handler import feature_external_ges
        @app.post("/x")
        def x():
            p = xml.sax.make_parser()
            p.setFeature(feature_external_ges, True)
            for ev, node in pulldom.parseString(request.get_data(as_text=True), parser=p):  # found
                pass
            return "ok"
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "eval config ours": """
        CONFIG = {"a": "1+1"}
        @app.get("/x/<name>")
        def x(name):
            return str(eval(CONFIG[name]))
    """,
    "exec template own": """
        @app.get("/x/<int:n>")
        def x(n):
            ns = {}
            exec("def f():\\n    return %d" % n, ns)
            return str(ns["f"]())
    """,
    "eval with regexp digits": """
        import re
        @app.post("/x")
        def x():
            s = request.form["s"]
            if not re.fullmatch(r"[\\d+*/(). -]+", s):
                abort(400)
            return str(eval(s))
    """,
    "compile re": """
        import re
        @app.post("/x")
        def x():
            p = re.compile(request.form["s"])
            return str(bool(p.search("abc")))
    """,
    "pandas query param": """
        import pandas as pd
        FRAME = pd.DataFrame({"a": [1]})
        @app.get("/x")
        def x():
            limit = int(request.args["n"])
            return FRAME.query("a > @limit").to_json()
    """,
    "simpleeval lib": """
        from simpleeval import simple_eval
        @app.get("/x")
        def x():
            return str(simple_eval(request.args["q"]))
    """,
    "own eval function name": """
        def eval(text):
            return len(text)
        @app.get("/x")
        def x():
            return str(eval(request.args["q"]))
    """,
    "method eval": """
        class Model:
            def eval(self, text):
                return len(text)
        m = Model()
        @app.get("/x")
        def x():
            return str(m.eval(request.args["q"]))
    """,
    "lxml default": """
        from lxml import etree
        @app.post("/x")
        def x():
            return etree.fromstring(request.get_data()).tag
    """,
    "lxml class wrapper strict": """
        from lxml import etree
        class Reader:
            def __init__(self, follow=False):
                self.parser = etree.XMLParser(resolve_entities=follow)
            def read(self, raw):
                return etree.fromstring(raw, self.parser)
        strict = Reader()
        @app.post("/x")
        def x():
            return strict.read(request.get_data()).tag
    """,
    "lxml two readers of one class": """
        from lxml import etree
        class Reader:
            def __init__(self, follow=False):
                self.parser = etree.XMLParser(resolve_entities=follow)
            def read(self, raw):
                return etree.fromstring(raw, self.parser)
        strict = Reader()
        loose = Reader(follow=True)
        CAT = loose.read(open("/own.xml").read())
        @app.post("/x")
        def x():
            return strict.read(request.get_data()).tag
    """,
    "sax two kept apart": """
        from xml import sax
        from xml.sax import handler
        class Feed:
            def __init__(self, follow):
                self.parser = sax.make_parser()
                self.parser.setFeature(handler.feature_external_ges, follow)
            def read(self, raw):
                self.parser.parse(io.BytesIO(raw))
        own = Feed(True)
        @app.post("/x")
        def x():
            own.read(b"<a/>")
            Feed(False).read(request.get_data())
            return "ok"
    """,
    "expat handler own resolver": """
        from xml.parsers import expat
        @app.post("/x")
        def x():
            p = expat.ParserCreate()
            p.Parse(request.get_data(), True)
            return "ok"
    """,
    "xmltodict": """
        import xmltodict
        @app.post("/x")
        def x():
            return jsonify(xmltodict.parse(request.get_data()))
    """,
    "ET": """
        import xml.etree.ElementTree as ET
        @app.post("/x")
        def x():
            return ET.fromstring(request.get_data()).tag
    """,
}


def found(text: str, folder: Path) -> list[int]:
    (folder / "app.py").write_text(text, encoding="utf-8")
    result = scan(folder, Settings(only=("deserialization", "injection")))
    assert result.not_looked == ()
    return sorted({finding.place.line for finding in result.findings})


@pytest.mark.parametrize("way", FOUND)
def test_it_is_found_with(way: str, tmp_path: Path) -> None:
    text = HEAD + dedent(FOUND[way])
    marked = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# found")]
    assert len(marked) == 1
    assert found(text, tmp_path) == marked


@pytest.mark.parametrize("way", QUIET)
def test_nothing_is_told_with(way: str, tmp_path: Path) -> None:
    assert found(HEAD + dedent(QUIET[way]), tmp_path) == []
