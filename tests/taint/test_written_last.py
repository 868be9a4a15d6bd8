"""Which value stands under a key of a dictionary? The one written last, where it is known that nothing came after."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = """\
import yaml
from flask import Flask, request
app = Flask(__name__)
@app.post("/a")
def a():
"""
END = '    return str(yaml.load(texts["d"], Loader=yaml.Loader))\n'

QUIET = {
    "a constant key after keys of the sender": """
        texts = dict(request.form)
        texts["d"] = "own"
    """,
    "a display that ends with the constant key": """
        texts = {**request.get_json(), "d": "own"}
    """,
    "an update with known keys": """
        texts = dict(request.form)
        texts.update(d="own")
    """,
    "a constant key of the body itself": """
        texts = request.get_json()
        texts["d"] = "own"
    """,
    "a constant key after a comprehension": """
        texts = {f"u-{n}": f.read() for n, f in enumerate(request.files.getlist("s"))}
        texts["d"] = open("own.yaml").read()
    """,
    "the constant key on both ways": """
        texts = dict(request.form)
        if request.args.get("x"):
            texts["d"] = "own"
        else:
            texts["d"] = "other"
    """,
}
FOUND = {
    "keys of the sender after the constant key": """
        texts = {"d": "own"}
        texts.update(request.get_json())
    """,
    "a display that begins with the constant key": """
        texts = {"d": "own", **request.get_json()}
    """,
    "any key in a loop after the constant key": """
        texts = dict(request.form)
        texts["d"] = "own"
        for key, value in request.args.items():
            texts[key] = value
    """,
    "the constant key on one of two ways": """
        texts = dict(request.form)
        if request.args.get("x"):
            texts["d"] = "own"
    """,
    "the constant key is only a default": """
        texts = dict(request.form)
        texts.setdefault("d", "own")
    """,
    "a constant key of the body gets another of its values": """
        texts = request.get_json()
        texts["d"] = texts["e"]
    """,
    "another constant key": """
        texts = dict(request.form)
        texts["e"] = "own"
    """,
}


def found(tmp_path: Path, body: str) -> list[str]:
    (tmp_path / "app.py").write_text(HEAD + indent(dedent(body).strip("\n"), "    ") + "\n" + END, encoding="utf-8")
    return [finding.check for finding in scan(tmp_path, Settings()).findings]


@pytest.mark.parametrize("body", QUIET.values(), ids=QUIET.keys())
def test_what_was_written_last_is_what_is_loaded(tmp_path: Path, body: str) -> None:
    assert found(tmp_path, body) == []


@pytest.mark.parametrize("body", FOUND.values(), ids=FOUND.keys())
def test_what_the_sender_may_have_written_last_is_told(tmp_path: Path, body: str) -> None:
    assert found(tmp_path, body) == ["yaml-from-request"]


TABLE = """\
class Codec:
    readers = {}
    @classmethod
    def reader(cls, name):
        def add(func):
            cls.readers[name] = func
            return func
        return add
"""
APP = """\
from flask import Flask, request
import extras
from codec import Codec
app = Flask(__name__)
@app.post("/a")
def a():
    return str(Codec.readers[request.args["kind"]](request.get_data()))
"""


def test_a_module_that_is_imported_for_what_it_adds_to_a_table_is_run(tmp_path: Path) -> None:
    added = "import marshal\nfrom codec import Codec\n\n"
    added += '@Codec.reader("code")\ndef code(data):\n    return marshal.loads(data)\n'
    for name, text in {"codec.py": TABLE, "app.py": APP, "extras.py": added}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    places = [(finding.place.file, finding.place.line) for finding in scan(tmp_path, Settings()).findings]
    assert places == [("extras.py", 6)]
