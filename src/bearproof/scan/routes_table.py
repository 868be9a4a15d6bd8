"""How is each route protected? The rows of the routes table, from what was seen to happen on each."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.findings import RouteRow
from bearproof.model.app import App
from bearproof.taint.asking import inputs
from bearproof.taint.authorization import telling
from bearproof.taint.authorization.protection import protections


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
        yield RouteRow(
            methods,
            route.rule,
            route.handler,
            app.place(route.path, route.pos),
            telling.asked_by(protection),
            telling.verified(protection),
            telling.decides_on(protection),
            telling.opened(protection),
            inputs=inputs(protection.run),
            object_check=telling.object_check(protection),
        )
