"""Would anybody notice if a row of the catalog were gone? Each that stands by itself is taken out once.

The names of all rows stand in `known_rows.txt`: one that is no longer there was deleted, whoever meant to. New rows
need not be added there at once; `python tests/catalog/test_rows_alone.py` writes the file anew.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import bearproof.catalog
from bearproof.catalog import cleaners, code_calls, configured, deserializers, sources
from bearproof.catalog.rows import Kind
from bearproof.inputs import reading
from bearproof.model.events import Escaped
from bearproof.model.project import Project
from bearproof.taint import knowledge
from bearproof.taint.flows import flows
from bearproof.taint.interpreter import library
from bearproof.taint.run import Analysis

_VIEW = """\
from flask import Flask, request
app = Flask(__name__)
@app.post("/x/<path:rest>")
def x(rest):
    data = request.get_data()
    {body}
    return "ok"
"""
_FAMILIES = ("pickle", "yaml", "deserializer", "code")


@dataclass(frozen=True)
class Row:
    """A row by its table and name, with the statement that depends on it; `tells` says that it makes a finding."""

    table: str
    name: str
    body: str
    kind: Kind = Kind.BODY
    tells: bool = True

    def __str__(self) -> str:
        return f"{self.table}: {self.name}"


def module_of(name: str) -> str:
    """The module in a qualified name: what stands before a class, a call or the last part."""
    parts = name.split(".")
    end = next((at for at, part in enumerate(parts) if part[:1].isupper() or "(" in part), len(parts) - 1)
    return ".".join(parts[: max(end, 1)])


def expression(name: str, given: str, *, call: bool) -> str:
    """An expression that reads or calls what a qualified name says, with classes made first."""
    if name.endswith(".__iter__"):
        whole = name.removesuffix(".__iter__")
        return f"next(iter({expression(whole, '', call=whole.rpartition('.')[2][:1].isupper())}))"
    *owner, last = name.split(".")
    shown = ".".join(f"{part}()" if part[:1].isupper() else part for part in owner)
    return f"{shown}.{last}" + (f"({given})" if call else "")


def rows() -> Iterator[Row]:
    """Every row that stands by itself: dangerous calls, sources and cleaners."""
    for sink in (
        *deserializers.PICKLE, *deserializers.YAML, *deserializers.OTHER, *deserializers.BY_RECEIVER,
        *configured.CONFIGURED, *code_calls.CODE,
    ):  # fmt: skip
        yield Row("SINKS", sink.call, sink.bad, sink.brings or Kind.BODY)
    for source in sources.SOURCES:
        read = expression(source.name, "", call=source.call)
        # Whoever was verified is not followed into a deserializer, but into whatever checks what he may.
        use = "somewhere.check" if source.kind is Kind.VERIFIED_CLAIM else "pickle.loads"
        body = f"import {module_of(source.name)}; import pickle, somewhere; {use}({read})"
        yield Row("CALLS" if source.call else "ATTRIBUTES", source.name, body, source.kind)
    for cleaner in cleaners.CLEANERS:
        call = expression(cleaner.call, "data", call=True)
        start = "" if cleaner.call.startswith("builtins.") else f"import {module_of(cleaner.call)}; "
        body = f"{start}import pickle; pickle.loads({call.removeprefix('builtins.')})"
        yield Row("CLEANERS", cleaner.call, body, tells=False)


@contextmanager
def without(row: Row) -> Iterator[None]:
    """The catalog without the row."""
    iterated = row.name.removesuffix(".__iter__")
    table, name = (knowledge.ITERATED, iterated) if iterated != row.name else (getattr(knowledge, row.table), row.name)
    held = table.pop(name)
    library.forget()
    try:
        yield
    finally:
        table[name] = held
        library.forget()


def tells(row: Row) -> bool:
    """Whether the statement of a row makes a finding, with the kind of data that the row says."""
    text = _VIEW.format(body=row.body)
    app = Analysis(Project([("app.py", text.encode())], reading.Limits())).app()
    given = (label for _, event in app.events(Escaped) for label in event.labels)
    return any(flows(app, *_FAMILIES, kinds=(row.kind,))) or (
        row.kind is Kind.VERIFIED_CLAIM and any(label.kind is row.kind for label in given)
    )


KNOWN = Path(__file__).with_name("known_rows.txt")


@pytest.mark.parametrize("row", list(rows()), ids=str)
def test_a_row_does_what_it_says_and_nothing_else_does(row: Row) -> None:
    assert tells(row) is row.tells
    with without(row):
        assert tells(row) is not row.tells


#: Tables that are made of others.
_DERIVED = frozenset({"READS", "WRITES", "METHODS", "SPOKEN", "WATCHED", "LOGS", "SOURCES"})


def named() -> Iterator[str]:
    """All rows of all tables, by module, table and name; a table that several modules show stands once."""
    seen = []
    for found in pkgutil.iter_modules(bearproof.catalog.__path__):
        module = importlib.import_module(f"bearproof.catalog.{found.name}")
        for table, held in vars(module).items():
            shown = table.isupper() and not table.startswith("_") and table not in _DERIVED
            if shown and isinstance(held, (AbstractSet, Mapping, tuple)) and not any(held is other for other in seen):
                seen.append(held)
                yield from (f"{found.name}.{table} {_name(row)}" for row in held)


def _name(row: object) -> str:
    parts = [getattr(row, part) for part in ("call", "name", "base", "methods", "family") if hasattr(row, part)]
    return " ".join(map(str, parts)) if parts else str(row)


def test_no_row_is_gone() -> None:
    assert set(KNOWN.read_text(encoding="utf-8").splitlines()) - set(named()) == set()


if __name__ == "__main__":
    KNOWN.write_text("".join(f"{name}\n" for name in sorted(set(named()))), encoding="utf-8")
