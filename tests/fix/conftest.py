from collections.abc import Callable

import pytest

from bearproof.findings import Finding, Fix, Input, Place, Severity
from bearproof.fix.editing import applying
from bearproof.fix.editing.script import Script, Scripts, parsed
from bearproof.model.source import SourceFile

#: Writes files, and answers with them as a fix sees them.
Written = Callable[..., Scripts]


@pytest.fixture
def written() -> Written:
    def write(text: str, **others: str) -> Scripts:
        files = {"app.py": text, **{f"{name.replace('__', '/')}.py": other for name, other in others.items()}}
        return Scripts(tuple(files), lambda path: SourceFile(path, path, files[path]))

    return write


@pytest.fixture
def script() -> Callable[[str], Script]:
    def parse(text: str) -> Script:
        found = parsed("app.py", text)
        assert found is not None
        return found

    return parse


@pytest.fixture
def at() -> Callable[..., Finding]:
    """A finding at the only place where a text stands."""

    def find(text: str, sought: str, *fields: Input, check: str = "some-check", **more: object) -> Finding:
        start = text.index(sought)
        assert text.count(sought) == 1
        line, column = text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1)
        stop = start + len(sought)
        end_line, end_column = text.count("\n", 0, stop) + 1, stop - (text.rfind("\n", 0, stop) + 1)
        place = Place("app.py", line, column, end_line, end_column)
        return Finding(check, 502, Severity.HIGH, place, "", fields=fields, **more)

    return find


@pytest.fixture
def after() -> Callable[..., str]:
    """The text of a file after a fix, as it is written."""

    def apply(scripts: Scripts, fix: Fix | None, path: str = "app.py") -> str:
        assert fix is not None
        new = applying.finished(path, scripts.source(path).text.encode(), applying.files([fix]).get(path, []))
        assert new is not None
        return new.decode()

    return apply
