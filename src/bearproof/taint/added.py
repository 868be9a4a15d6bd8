"""How does what a user says of his own functions join the catalog? For the time of one scan, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bearproof.catalog.rows import Models
from bearproof.taint import knowledge
from bearproof.taint.interpreter import library


@contextmanager
def added(models: Models) -> Iterator[None]:
    """The tables of the catalog with the user's rows in them; where both speak of a call, the user is right."""
    if models == Models():
        yield
        return
    calls = {row.name: row.kind for row in models.sources if row.call}
    attributes = {row.name: row.kind for row in models.sources if not row.call}
    changes: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (knowledge.CALLS, calls),
        (knowledge.ATTRIBUTES, attributes),
        (knowledge.SINKS, {row.call: (row,) for row in models.sinks}),
        (knowledge.CLEANERS, {row.call: row for row in models.sanitizers}),
    ]
    before = [(table, dict(table)) for table, _ in changes]
    sinks, sanitizers = {row.call for row in models.sinks}, {row.call for row in models.sanitizers}
    names = {*calls, *sinks, *sanitizers, *models.propagators}
    try:
        for table, rows in changes:
            table.update(rows)
        knowledge.OWN.update(names)
        knowledge.PASSING.update(models.propagators)
        library.forget()
        yield
    finally:
        for table, rows in before:
            table.clear()
            table.update(rows)
        knowledge.OWN.clear()
        knowledge.PASSING.clear()
        library.forget()
