"""How does a route get a guard? One guard for the app, which verifies the token that was only looked for."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

from bearproof.findings import Edit, Finding, Fix, Place, Status
from bearproof.fix import endpoints
from bearproof.fix.editing import names
from bearproof.fix.editing.imports import Imports, Refused
from bearproof.fix.editing.script import Script, Scripts
from bearproof.fix.endpoints import Endpoints, InDoubt
from bearproof.model.app import Route

_GUARD = "bearproof.guard.Guard"
_WIDTH = 100
#: File and folder names that say nothing about an API.
_COMMON = frozenset(
    {"__init__", "__main__", "api", "app", "application", "core", "main", "run", "server", "src", "wsgi"}
)
_NOTE = (
    "Install bearproof[guard] and set API_TOKEN_KEY to a text of secrets.token_urlsafe(32); callers need a token of "
    "guard.issue(...), or give Guard the issuer, audience and keys that their tokens have. Every other route is listed "
    "as public, so that it stays as open as it was: that is a decision now, to be taken back one by one. Routes that "
    "extensions add are closed until they are named: guard.undeclared(app) tells them."
)


def guarded(finding: Finding, scripts: Scripts) -> Fix | Status | None:
    """A guard for the routes of all findings of this check; GUARDED where one asks for a token on this route already.

    None where the endpoints cannot be told, or where the route shares its endpoint with one that has no finding.
    """
    try:
        known = scripts.once(_read)
        if known is None:
            return None
        mine = _endpoint(known, scripts, finding)
        if any(scripts.mentioning("bearproof.guard")):
            return Status.GUARDED if mine in _allowed(scripts) else None
        closed, public = _split(known, scripts)
        return _fix(known, closed, public) if mine in closed else None
    except (InDoubt, Refused):
        return None


def _read(scripts: Scripts) -> Endpoints | None:
    try:
        return endpoints.read(scripts)
    except InDoubt:
        return None


def _routes(scripts: Scripts) -> list[Route]:
    return [route for route in scripts.routes if not endpoints.is_test(route.path)]


def _endpoint(known: Endpoints, scripts: Scripts, finding: Finding) -> str:
    found = {known.of(route) for route in _routes(scripts) if route.operation == finding.operation}
    if len(found) != 1:
        raise InDoubt(finding.operation or "no route")
    return found.pop()


def _split(known: Endpoints, scripts: Scripts) -> tuple[list[str], list[str]]:
    """The endpoints that need a token from now on, and the others, each in order of their names."""
    looked = {finding.operation for finding in scripts.findings}
    operations: dict[str, set[str]] = {}
    for route in _routes(scripts):
        operations.setdefault(known.of(route), set()).add(route.operation)
    closed = {name for name, all_ in operations.items() if all_ <= looked}
    others = {each.endpoint for each in known.registrations} - closed
    return sorted(closed), sorted({*others, *known.static})


def _allowed(scripts: Scripts) -> set[str]:
    """The endpoints that a guard of the tree asks a token for, by name."""
    found: set[str] = set()
    for script in scripts.mentioning("bearproof.guard", "allow_endpoints"):
        for node in ast.walk(script.tree):
            if isinstance(node, ast.Call) and _is_guard(scripts, script, node.func):
                found |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    return found


def _is_guard(scripts: Scripts, script: Script, function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or function.attr != "allow_endpoints":
        return False
    made = names.value(scripts, script, function.value)
    if made is None or not isinstance(made[1], ast.Call):
        return False
    return (names.qualified(made[0], made[1].func) or "").startswith(_GUARD)


def _fix(known: Endpoints, closed: list[str], public: list[str]) -> Fix | None:
    script = known.app.script
    holder = next(script.above(known.app.call))
    target = holder.targets[0] if isinstance(holder, ast.Assign) else getattr(holder, "target", None)
    if not isinstance(holder, (ast.Assign, ast.AnnAssign)) or not isinstance(target, ast.Name):
        return None
    imports = Imports(script, holder)
    made = imports.name("bearproof.guard", "Guard")
    guard = names.free(script, "guard", "bearer_guard")
    lines = [
        f'{guard} = {made}.first_party(secret_env="API_TOKEN_KEY", audience="{_audience(script)}")',
        "# These only looked for a Bearer token; now it is verified.",
        *_listed(f"{guard}.allow_endpoints", closed),
        "# These are as open as they were; take a name away to close its route.",
        *_listed(f"{guard}.public_endpoints", public),
        f"{guard}.init_app({target.id})",
    ]
    edit = _placed(script, holder, target.id, lines)
    return Fix("verify tokens with the guard", (*imports.edits, edit), safe=False, note=_NOTE)


def _placed(script: Script, made: ast.stmt, name: str, lines: list[str]) -> Edit:
    """Behind the statement that makes the app, or before the factory returns it."""
    function = script.function(made)
    if function is None:
        if next(script.above(made)) is not script.tree:
            raise Refused("the app is made inside a branch")
        line = (made.end_lineno or made.lineno) + 1
        others = [each for each in script.tree.body if each is not made]
        if any(each.lineno < line <= (each.end_lineno or 0) or each.lineno == line - 1 for each in others):
            raise Refused("the statements share a line")
        return _line(script, line, "".join(f"{each}\n" for each in lines))
    returns = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Name) and node.value.id == name
    ]
    if len(returns) != 1 or returns[0] not in function.body or script.function(returns[0]) is not function:
        raise Refused("the factory does not return the app in one place")
    place = script.place(returns[0])
    indent = script.lines[place.line - 1][: place.column]
    if indent.strip():
        raise Refused("the statements share a line")
    return _line(script, place.line, "".join(f"{indent}{each}\n" for each in lines))


def _line(script: Script, line: int, text: str) -> Edit:
    return Edit(Place(script.path, line, 0, line, 0), text)


def _listed(call: str, wanted: list[str]) -> list[str]:
    quoted = [f'"{name}"' for name in wanted]
    whole = f"{call}({', '.join(quoted)})"
    if len(whole) <= _WIDTH:
        return [whole]
    return [f"{call}(", *(f"    {each}," for each in quoted), ")"]


def _audience(script: Script) -> str:
    """A name for this API: that of its package or file, whichever says more."""
    path = PurePosixPath(script.path)
    found = [path.stem, path.parent.name]
    return next((names.identifier(each) for each in found if each and each not in _COMMON), "this-api")
