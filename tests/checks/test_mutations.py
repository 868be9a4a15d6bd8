"""Would anybody notice? Each check is broken in several ways, and its own examples must see every one of them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from bearproof.checks._check import Check
from bearproof.findings import Finding
from bearproof.inputs.settings import Settings
from bearproof.model.app import App
from bearproof.scan import registry, static

CHECKS = registry.load_all()
Find = Callable[[App], Iterator[Finding]]


def finds_nothing(find: Find) -> Find:
    del find
    return lambda _app: iter(())


def finds_one_less(find: Find) -> Find:
    return lambda app: iter(sorted(find(app), key=lambda finding: finding.place)[:-1])


def points_elsewhere(find: Find) -> Find:
    def moved(app: App) -> Iterator[Finding]:
        for finding in find(app):
            yield replace(finding, place=replace(finding.place, line=finding.place.line + 1))

    return moved


def finds_in_every_route(find: Find) -> Find:
    def more(app: App) -> Iterator[Finding]:
        found = list(find(app))
        yield from found
        for route in app.routes():
            place = app.place(route.path, route.pos)
            yield Finding("mutant", 1, CHECKS[0].severity, place, "in every route")

    return more


MUTATIONS = (finds_nothing, finds_one_less, points_elsewhere, finds_in_every_route)


def examples_hold(check: Check, folder: Path) -> bool:
    """Whether every example of a check finds exactly its marked lines."""
    for number, example in enumerate(check.examples):
        home = folder / str(number)
        for path, text in example.files.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8")
        result = static.scan(home, Settings(only=(check.name,)))
        if sorted({(item.place.file, item.place.line) for item in result.findings}) != example.marked:
            return False
    return True


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_examples_see_a_broken_check(
    check: Check, mutation: Callable[[Find], Find], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check.find is not None
    monkeypatch.setattr(check, "find", mutation(check.find))
    assert not examples_hold(check, tmp_path)


def conditions(check: Check) -> list[tuple[Check, int]]:
    assert check.find is not None
    tree = ast.parse(dedent(inspect.getsource(check.find)))
    return [(check, at) for at, _ in enumerate(node for node in ast.walk(tree) if isinstance(node, ast.If))]


class _AlwaysTrue(ast.NodeTransformer):
    def __init__(self, at: int) -> None:
        self.at, self.seen = at, -1

    def visit_If(self, node: ast.If) -> ast.AST:  # the name is ast's
        self.seen += 1
        if self.seen == self.at:
            node.test = ast.Constant(value=True)
        return self.generic_visit(node)


@pytest.mark.parametrize(
    ("check", "at"),
    [pair for check in CHECKS for pair in conditions(check)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_examples_see_a_condition_that_is_gone(
    check: Check, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check.find is not None
    tree = ast.parse(dedent(inspect.getsource(check.find)))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list = []
    changed = ast.fix_missing_locations(_AlwaysTrue(at).visit(tree))
    space = dict(check.find.__globals__)
    exec(compile(changed, "mutant", "exec"), space)  # noqa: S102  # our own function, with one condition gone
    monkeypatch.setattr(check, "find", space[function.name])
    assert not examples_hold(check, tmp_path)
