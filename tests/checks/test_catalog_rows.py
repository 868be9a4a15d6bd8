"""Every row of the catalog's dangerous calls: its bad line is found in a small app, its good line is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.catalog import deserializers
from bearproof.catalog.rows import Sink
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

ROWS = (*deserializers.PICKLE, *deserializers.YAML, *deserializers.OTHER, *deserializers.BY_RECEIVER)
CHECKS = {"pickle": "pickle-from-request", "yaml": "yaml-from-request", "deserializer": "deserializer-from-request"}
APP = """\
from flask import Flask, request

app = Flask(__name__)


@app.post("/load")
def load():
    data = request.get_data()
    {line}
    return "ok"
"""
LINE = 9


def found(line: str, folder: Path) -> list[tuple[str, int]]:
    (folder / "app.py").write_text(APP.format(line=line), encoding="utf-8")
    result = scan(folder, Settings(only=("deserialization",)))
    return [(finding.check, finding.place.line) for finding in result.findings]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.call)
def test_the_bad_line_of_a_row_is_found(row: Sink, tmp_path: Path) -> None:
    assert found(row.bad, tmp_path) == [(CHECKS[row.family], LINE)]


@pytest.mark.parametrize("row", [row for row in ROWS if row.good], ids=lambda row: row.call)
def test_the_good_line_of_a_row_is_quiet(row: Sink, tmp_path: Path) -> None:
    assert found(row.good, tmp_path) == []
