"""Every face, asked about every call and assignment of many small apps: what it offers leaves the file whole."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bearproof.findings import Edit, Finding, Fix, Input, Severity
from bearproof.fix import json_reading, secrets, tokens, yaml_loading
from bearproof.fix.editing import applying
from bearproof.fix.editing.script import Script, Scripts, parsed
from bearproof.model.source import SourceFile

CASES = Path(__file__).parents[1] / "cases"
Face = Callable[[Finding, Scripts], Fix | None]
FACES: list[Face] = [
    yaml_loading.safe,
    json_reading.json,
    tokens.verified,
    tokens.without_none,
    secrets.from_environment,
]
FIELDS = (Input("", way=(".role",), values=("admin",)), Input("", way=(".who", ".name"), required=True))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        path.relative_to(CASES).as_posix(): path.read_text(encoding="utf-8") for path in sorted(CASES.rglob("*.py"))
    }


def places(script: Script) -> Iterator[ast.expr | ast.stmt]:
    return (node for node in ast.walk(script.tree) if isinstance(node, (ast.Call, ast.Assign)))


def offered(face: Face, texts: dict[str, str]) -> Iterator[tuple[str, list[Edit]]]:
    """The files that some fix of the face changes, with the edits."""
    scripts = Scripts(tuple(texts), lambda path: SourceFile(path, path, texts[path]))
    for path in texts:
        script = scripts.get(path)
        for node in places(script) if script else ():
            fix = face(Finding("c", 1, Severity.HIGH, script.place(node), "", fields=FIELDS), scripts)
            if fix is not None:
                yield from applying.files([fix]).items()


def whole(path: str, text: str, edits: list[Edit]) -> bool:
    """The file is one after the edits, and the same one under either line end."""
    unix = applying.finished(path, text.encode(), edits)
    windows = applying.finished(path, text.replace("\n", "\r\n").encode(), edits)
    return unix is not None and parsed(path, unix.decode()) is not None and windows == unix.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.__module__.rpartition('.')[2]}.{face.__name__}")
def test_what_a_face_offers_leaves_the_file_whole(face: Face, texts: dict[str, str]) -> None:
    changed = [(path, edits, whole(path, texts[path], edits)) for path, edits in offered(face, texts)]
    assert [(path, edits) for path, edits, good in changed if not good] == []
    assert changed != []
