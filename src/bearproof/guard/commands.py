"""Who may do what in this app? `flask bearproof routes` prints it, from the marks that the guard decides by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from .gate import Gate
from .misuse import GuardMisuse
from .views.marks import Mark

_CLOSED = "nobody: no mark"


@dataclass(frozen=True, slots=True)
class Protected:
    """One route of the app, and who may use it with which methods."""

    methods: str
    rule: str
    endpoint: str
    who: str


@click.group("bearproof")
def group() -> None:
    """What the guard protects."""


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--check", is_flag=True, help="Exit with 1 when a route has no mark, a mark cannot work, or nothing is decided yet."
)
@with_appcontext
def routes(*, as_json: bool, check: bool) -> None:
    """Print each route with who may use it."""
    # The object itself: what stands behind Flask's name changes with the context.
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # werkzeug documents it
    gate = app.extensions.get("bearproof")
    if not isinstance(gate, Gate):
        raise click.ClickException("this app has no guard: call guard.init_app(app)")
    found = list(protected(app, gate))
    click.echo(json.dumps([asdict(each) for each in found], indent=2) if as_json else table(found))
    if gate.setting.report_only:
        click.echo("The guard only reports: everything above is open to everybody.", err=True)
    if check:
        try:
            gate.doors.check()
        except GuardMisuse as problem:
            raise click.ClickException(str(problem)) from problem
    if check and (gate.setting.report_only or any(each.who == _CLOSED for each in found)):
        raise SystemExit(1)


def protected(app: Flask, gate: Gate) -> Iterator[Protected]:
    """The routes of the app, in the order of their paths."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: (each.rule, each.endpoint)):
        by_who: dict[str, list[str]] = {}
        for method in sorted(rule.methods or {"WEBSOCKET"}):
            if method not in {"HEAD", "OPTIONS"} or len(rule.methods or ()) == 1:
                mark = gate.doors.mark(rule.endpoint, "GET" if method == "WEBSOCKET" else method)
                by_who.setdefault(who(mark), []).append(method)
        where = (rule.host or rule.subdomain or "") + rule.rule
        yield from (Protected(" ".join(methods), where, rule.endpoint, each) for each, methods in by_who.items())


def who(mark: Mark | None) -> str:
    """Whom the mark lets in, in words."""
    if mark is None:
        return _CLOSED
    if mark.public:
        return "everybody"
    words = [f"scope {scope}" for scope in sorted(mark.scopes)]
    words += ["role " + " or ".join(sorted(roles)) for roles in mark.roles]
    words += [f"policy {getattr(policy, '__name__', 'of its own')}" for policy in mark.policies]
    words += [f"owner of {owned.into or owned.takes[0]}" for owned in mark.owned]
    return ", ".join(words) or "any good token"


def table(found: list[Protected]) -> str:
    """The routes in columns."""
    rows = [("METHODS", "ROUTE", "ENDPOINT", "WHO"), *((f.methods, f.rule, f.endpoint, f.who) for f in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join("  ".join((*(row[n].ljust(widths[n]) for n in range(3)), row[3])) for row in rows)
