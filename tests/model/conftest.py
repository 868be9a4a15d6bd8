"""What do the tests of the model share? An app as text, and the routes that are seen in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

Row = tuple[str, str, str]


@pytest.fixture
def routes_of(tmp_path: Path) -> Callable[[Mapping[str, str]], list[Row]]:
    """Answers with (methods, rule, handler) of each route in the files, sorted."""

    def routes(files: Mapping[str, str]) -> list[Row]:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        result = scan(tmp_path, Settings())
        assert result.not_looked == ()
        return sorted((" ".join(row.methods), row.path, row.handler) for row in result.routes)

    return routes
