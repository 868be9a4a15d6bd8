"""Which tests fail without this line? Run as a script: reads the lines from standard input and answers in JSON.

Each line is taken out in a process of its own, forked off before the guard is imported: the module is then compiled
from its source without the line. Nothing is written to the source tree.
"""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

import cryptography.hazmat.primitives.asymmetric.rsa  # noqa: F401  # imported once, before the forks
import flask  # noqa: F401  # the same
import hypothesis  # noqa: F401  # the same
import jwt  # noqa: F401  # the same
import pytest


def without(source: str, line: str, instead: str) -> str:
    """The source with the statement that begins with this line replaced, or the line alone if none does."""
    lines = source.splitlines(keepends=True)
    found = [number for number, text in enumerate(lines, 1) if text.strip() == line]
    if len(found) != 1:
        raise ValueError(f"the line stands {len(found)} times in the source: {line}")
    ends = [
        (node.end_lineno or node.lineno)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and node.lineno == found[0]
    ]
    indent = lines[found[0] - 1][: -len(lines[found[0] - 1].lstrip())]
    text = indent + (instead or "pass") + "\n" if ends else ""
    lines[found[0] - 1 : max(ends, default=found[0])] = [text]
    return "".join(lines)


class Patched(importlib.machinery.SourceFileLoader):
    """Compiles one module from another source than its file's, and never from a cache."""

    source = b""

    def path_stats(self, path: str) -> Any:  # noqa: ANN401  # the library's
        raise OSError(path)

    def get_data(self, _path: str) -> bytes:
        return self.source


class Finder:
    """Answers for one module."""

    def __init__(self, name: str, line: str, instead: str) -> None:
        self._name, self._line, self._instead = name, line, instead

    def find_spec(self, name: str, path: Sequence[str] | None = None, _target: object = None) -> Any:  # noqa: ANN401  # the library's
        if name != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or spec.origin is None:
            raise ImportError(name)
        loader = Patched(name, spec.origin)
        with open(spec.origin, encoding="utf-8") as file:  # noqa: PTH123  # as the library gives it
            loader.source = without(file.read(), self._line, self._instead).encode()
        return importlib.util.spec_from_file_location(name, spec.origin, loader=loader)


class Outcomes:
    """Keeps the outcome of each test by its name."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.rpartition("::")[2]
        if report.when == "call" or report.failed:
            self.found[name] = report.outcome


def run(row: dict[str, str]) -> dict[str, str]:
    """The outcome of each chosen test, without the line."""
    sys.meta_path.insert(0, Finder(row["module"], row["line"], row["instead"]))
    outcomes = Outcomes()
    # Hypothesis was imported before pytest could look at it.
    options = ["-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    options += ["-k", row["tests"], *row["files"].split()]
    code = pytest.main(options, plugins=[outcomes])
    return outcomes.found or {"nothing ran": str(code)}


def start(row: dict[str, str]) -> tuple[int, int]:
    """A process that runs the row, and where it answers."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    # Without a line, a test may wait for ever.
    signal.alarm(300)
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with os.fdopen(writing, "w") as answer:
            try:
                found = run(row)
            except BaseException as problem:  # noqa: BLE001  # the border of the process: somebody must hear of it
                found = {"nothing ran": repr(problem)}
            json.dump(found, answer)
    finally:
        os._exit(0)


def main() -> None:
    """Answer for each row, several at a time."""
    rows, answers = list(json.load(sys.stdin).items()), {}
    at_once = min(4, os.cpu_count() or 1)
    for first in range(0, len(rows), at_once):
        children = [(name, *start(row)) for name, row in rows[first : first + at_once]]
        for name, child, reading in children:
            with os.fdopen(reading) as answer:
                said = answer.read()
            _, status = os.waitpid(child, 0)
            answers[name] = json.loads(said or f'{{"nothing ran": "the child ended with {status}"}}')
    print(json.dumps(answers))  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
