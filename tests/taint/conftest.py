"""What do the tests of the engine share? An app made of a few statements, and the lines on which a check finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent, indent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = "import base64, io, json, pickle\n\nfrom flask import Flask, abort, g, request\n\napp = Flask(__name__)\n"
VIEW = '\n\n@app.post("/x")\ndef view():\n'


@pytest.fixture
def found_in_files(tmp_path: Path) -> Callable[[Mapping[str, str]], list[str]]:
    """Answers with the `file:line` of each call that unpickles request data, in order."""

    def found(files: Mapping[str, str]) -> list[str]:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text), encoding="utf-8")
        result = scan(tmp_path, Settings(only=("pickle-from-request",)))
        assert result.not_looked == ()
        return sorted(str(finding.place) for finding in result.findings)

    return found


@pytest.fixture
def found_texts(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """Answers with the text of each call that unpickles request data.

    The first text stands at module level after the usual imports, the second is the body of a view.
    """

    def found(above: str, body: str) -> list[str]:
        text = HEAD + dedent(above) + VIEW + indent(dedent(body).strip("\n"), "    ") + '\n    return "ok"\n'
        (tmp_path / "app.py").write_text(text, encoding="utf-8")
        result = scan(tmp_path, Settings(only=("pickle-from-request",)))
        assert result.not_looked == ()
        return sorted(finding.sink_text for finding in result.findings)

    return found
