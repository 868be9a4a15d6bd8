"""Does what a user says of his own functions change what is found, and only for that scan?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from bearproof.catalog.rows import Cleaner, Kind, Models, Sink, Source
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

APP = """\
    import pickle
    from flask import Flask, request
    from shop import codec
    app = Flask(__name__)
    @app.post("/x")
    def x():
        BODY
        return ""
    """
CODEC = """\
    import native
    def thaw(raw, how=None):
        return native.thaw(raw)
    def verified(raw):
        return native.verified(raw)
    def next_message():
        return native.take()
    class Reader:
        def load(self, raw):
            return native.read(raw)
    """
THAW = Models(sinks=(Sink("shop.codec.thaw", "pickle", 0, ("raw",), use="read_json"),))
READER = Models(sinks=(Sink("shop.codec.Reader.load", "pickle"),))
VERIFIED = Models(sanitizers=(Cleaner("shop.codec.verified"),))
MESSAGE = Models(sources=(Source("shop.codec.next_message", Kind.MESSAGE, call=True),))
LIBRARY = Models(sinks=(Sink("native.thaw", "pickle"),))


def found(body: str, models: Models, folder: Path) -> list[str]:
    files: Mapping[str, str] = {"app.py": APP.replace("BODY", body), "shop/__init__.py": "", "shop/codec.py": CODEC}
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(dedent(text), encoding="utf-8")
    result = scan(folder, Settings(only=("pickle-from-request",), models=models))
    assert result.not_looked == ()
    return [finding.sink_text for finding in result.findings]


@pytest.mark.parametrize(
    ("body", "models", "expected"),
    [
        ("codec.thaw(request.get_data())", THAW, ["codec.thaw(request.get_data())"]),
        ("codec.thaw(raw=request.get_data())", THAW, ["codec.thaw(raw=request.get_data())"]),
        ("codec.thaw(b'', how=request.args['how'])", THAW, []),
        ("codec.Reader().load(request.get_data())", READER, ["codec.Reader().load(request.get_data())"]),
        ("codec.thaw(request.get_data())", LIBRARY, ["native.thaw(raw)"]),
        ("pickle.loads(codec.verified(request.get_data()))", VERIFIED, []),
        ("pickle.loads(codec.next_message())", MESSAGE, ["pickle.loads(codec.next_message())"]),
    ],
)
def test_a_model_is_believed(body: str, models: Models, expected: list[str], tmp_path: Path) -> None:
    assert found(body, models, tmp_path) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("codec.thaw(request.get_data())", []),
        ("codec.Reader().load(request.get_data())", []),
        (
            "pickle.loads(codec.verified(request.get_data()))",
            ["pickle.loads(codec.verified(request.get_data()))"],
        ),
        ("pickle.loads(codec.next_message())", []),
    ],
)
def test_without_the_model_it_is_as_before(body: str, expected: list[str], tmp_path: Path) -> None:
    found(body, Models(MESSAGE.sources, THAW.sinks + READER.sinks, VERIFIED.sanitizers), tmp_path)
    assert found(body, Models(), tmp_path) == expected
