"""How is each route protected? The rows of the routes table, from what was seen to happen on each."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.findings import Declared, Input, RouteRow, Validation
from bearproof.model.app import App, Run
from bearproof.model.events import Validated
from bearproof.taint.asking import carrier, inputs
from bearproof.taint.authorization import telling
from bearproof.taint.authorization.protection import protections

#: Carriers that are the body of a request, and how one is told that nothing validates.
_BODIES = frozenset({"json", "form", "file", "body"})
_UNVALIDATED = (
    (frozenset({"json"}), "unvalidated JSON"),
    (frozenset({"form", "file"}), "form"),
    (frozenset({"body"}), "raw bytes"),
)


def files(app: App) -> Iterator[RouteRow]:
    """One row for each folder of files that is served."""
    seen = set()
    for route in app.files:
        key = (route.rule, route.path, route.pos)
        if key not in seen:
            seen.add(key)
            yield RouteRow(route.methods, route.rule, route.handler, app.place(route.path, route.pos))


def rows(app: App) -> Iterator[RouteRow]:
    """One row per operation, in order of discovery."""
    for protection in protections(app):
        route = protection.route
        methods = tuple(name for name in route.methods if name not in {"HEAD", "OPTIONS"}) or route.methods
        read = inputs(protection.run)
        validated = tuple(_validations(app, protection.run))
        yield RouteRow(
            methods,
            route.rule,
            route.handler,
            app.place(route.path, route.pos),
            telling.asked_by(protection),
            telling.verified(protection),
            telling.decides_on(protection),
            telling.opened(protection),
            inputs=read,
            object_check=telling.object_check(protection),
            body=body(read, validated),
            validated=validated,
        )


def schemas(app: App) -> Iterator[Declared]:
    """The classes that take request data in, and those that they name."""
    for shape in app.schemas:
        yield Declared(shape.name, app.place(shape.path, shape.pos), shape.schema)


def body(read: tuple[Input, ...], validated: tuple[Validation, ...]) -> str:
    """What the body of a request is taken in with: a schema, or as it comes; empty where none is read."""
    named = [_told(item) for item in validated if item.carrier in _BODIES]
    if named:
        return ", ".join(dict.fromkeys(named))
    carriers = {item.carrier for item in read}
    return ", ".join(words for carriers_, words in _UNVALIDATED if carriers & carriers_)


def _told(item: Validation) -> str:
    below = "".join(f".{key}" for key in item.keys)
    return f"{item.schema} at {below}" if below else item.schema


def _validations(app: App, run: Run) -> Iterator[Validation]:
    seen: set[Validation] = set()
    for event in run.events:
        name = app.schema_names.get(event.schema) if isinstance(event, Validated) else None
        if name is not None and isinstance(event, Validated):
            item = Validation(carrier(event.label), event.label.keys, name)
            if item not in seen:
                seen.add(item)
                yield item
