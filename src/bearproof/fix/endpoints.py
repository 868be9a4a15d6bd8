"""What does Flask call each route? Its endpoint, as the registrations in the source say; never a guess."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bearproof.fix.editing import names
from bearproof.fix.editing.script import Function, Script, Scripts
from bearproof.model.app import Route

_ROUTES = frozenset({"route", "get", "post", "put", "patch", "delete"})
_FLASK, _BLUEPRINT = "flask.Flask", "flask.Blueprint"
#: More files than this are not all parsed for the sake of a fix.
_MOST_FILES = 300
#: What people call the app where it is handed to a function.
_HANDED = frozenset({"app", "application", "flask_app"})


#: Where a router is made: a file, a line and a column tell it from all others.
Where = tuple[str, int, int]


class InDoubt(Exception):
    """The source does not say what a route is called."""


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration: its endpoint, and the function's place, or line 0 and the rule below any prefix of a class."""

    endpoint: str
    rule: str
    path: str
    line: int
    router: Where


@dataclass(frozen=True, slots=True)
class Made:
    """A router as it is made: the call, in its file. Two are the same when they stand at the same place."""

    script: Script
    call: ast.Call
    is_app: bool

    @property
    def where(self) -> Where:
        """What tells it from others."""
        return self.script.path, self.call.lineno, self.call.col_offset


@dataclass(slots=True)
class Endpoints:
    """The registrations of an app that has one Flask object."""

    scripts: Scripts
    app: Made
    registrations: list[Registration]
    static: list[str]

    def of(self, route: Route) -> str:
        """The endpoint of a route."""
        script = self.scripts.get(route.path)
        found = {each.endpoint for each in self.registrations if (each.path, each.line) == (route.path, route.pos[0])}
        if script is not None and not found:
            rules = [each for each in self.registrations if not each.line and route.rule.endswith(each.rule or "/")]
            longest = max((len(each.rule) for each in rules), default=0)
            found = {each.endpoint for each in rules if len(each.rule) == longest}
        if len(found) != 1:
            raise InDoubt(route.operation)
        return found.pop()


def read(scripts: Scripts) -> Endpoints:
    """All registrations of the tree; InDoubt where there is more than one app, or a router or name cannot be told."""
    if len(scripts.mentioning_paths("flask")) > _MOST_FILES:
        raise InDoubt("too many files to read each of them")
    routers = list(scripts.once(_routers))
    owners = _owners(scripts)
    prefixes = _prefixes(routers, owners)
    registrations = list(_registrations(scripts, prefixes))
    # An app without a route of its own, made for a template filter or a script, is none that a guard could stand at.
    serving = {each.router for each in registrations} | {owner.where for owner in owners.values()}
    apps = [each for each in routers if each.is_app]
    apps = [each for each in apps if len(apps) == 1 or each.where in serving]
    if len(apps) != 1:
        raise InDoubt("there is not one app")
    static = [
        f"{prefixes[router.where]}static"
        for router in routers
        if not router.is_app and any(each.arg == "static_folder" for each in router.call.keywords)
    ]
    return Endpoints(scripts, apps[0], registrations, ["static", *static])


def _registrations(scripts: Scripts, prefixes: dict[Where, str]) -> Iterator[Registration]:
    for script in _flask_scripts(scripts):
        for node in ast.walk(script.tree):
            if isinstance(node, Function):
                yield from _decorated(scripts, script, node, prefixes)
            elif isinstance(node, ast.Call):
                yield from _called(scripts, script, node, prefixes)


def _called(scripts: Scripts, script: Script, call: ast.Call, prefixes: dict[Where, str]) -> Iterable[Registration]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "add_resource":
        raise InDoubt("resources name their endpoints themselves")
    return _added(scripts, script, call, prefixes) if name == "add_url_rule" else ()


def _flask_scripts(scripts: Scripts) -> Iterator[Script]:
    return (script for script in scripts.mentioning("flask") if not is_test(script.path))


def is_test(path: str) -> bool:
    """Whether a file is test code, which may make apps of its own."""
    *folders, name = path.split("/")
    return name.startswith("test_") or name == "conftest.py" or bool({"tests", "test"} & set(folders))


def _routers(scripts: Scripts) -> tuple[Made, ...]:
    found: list[Made] = []
    for script in _flask_scripts(scripts):
        for node in ast.walk(script.tree):
            if isinstance(node, ast.Call):
                name = names.qualified(script, node.func)
                if name in {_FLASK, _BLUEPRINT}:
                    found.append(Made(script, node, name == _FLASK))
    return tuple(found)


def _prefixes(routers: list[Made], owners: dict[Where, Made]) -> dict[Where, str]:
    """What stands before the names of each router's endpoints."""
    given = {each.where: "" if each.is_app else f"{_text(each.call, 'name', 0)}." for each in routers}
    return {where: _above(where, owners, given) for where in given}


def _owners(scripts: Scripts) -> dict[Where, Made]:
    """At which router each blueprint is registered, as far as that is written out."""
    owners: dict[Where, Made] = {}
    for script in _flask_scripts(scripts):
        for call in ast.walk(script.tree):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or not call.args:
                continue
            if call.func.attr != "register_blueprint":
                continue
            owner, child = _router(scripts, script, call.func.value), _router(scripts, script, call.args[0])
            renamed = any(each.arg == "name" for each in call.keywords)
            # A loop over blueprints is fine at the app itself: there each goes by its own name.
            if owner is None or (child is None and not owner.is_app) or (child is not None and child.where in owners):
                raise InDoubt("a blueprint is registered in a way that is not plain")
            if renamed:
                raise InDoubt("a blueprint is registered under another name")
            if child is not None:
                owners[child.where] = owner
    return owners


def _above(where: Where, owners: dict[Where, Made], given: dict[Where, str]) -> str:
    prefix, seen = given[where], {where}
    while where in owners:
        where = owners[where].where
        if where in seen:
            raise InDoubt("blueprints register each other")
        seen.add(where)
        prefix = given[where] + prefix
    return prefix


def _router(scripts: Scripts, script: Script, node: ast.expr) -> Made | None:
    """The router that an expression stands for."""
    found = names.value(scripts, script, node)
    if found is not None and isinstance(found[1], ast.Call):
        name = names.qualified(found[0], found[1].func)
        return Made(found[0], found[1], name == _FLASK) if name in {_FLASK, _BLUEPRINT} else None
    if isinstance(node, ast.Name):
        bound = names.bindings(script, node)
        if len(bound) == 1 and isinstance(bound[0], ast.arg) and _is_handed(script, bound[0]):
            apps = [each for each in scripts.once(_routers) if each.is_app]
            return apps[0] if len(apps) == 1 else None
    return None


def _is_handed(script: Script, argument: ast.arg) -> bool:
    """Whether an argument is the app: by its annotation, else by its name."""
    if argument.annotation is not None:
        return names.qualified(script, argument.annotation) == _FLASK
    return argument.arg in _HANDED


def _decorated(
    scripts: Scripts, script: Script, function: Function, prefixes: dict[Where, str]
) -> Iterator[Registration]:
    for decorator in function.decorator_list:
        if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
            continue
        if decorator.func.attr not in _ROUTES:
            continue
        router = _router(scripts, script, decorator.func.value)
        if router is None:
            if decorator.func.attr == "route":
                raise InDoubt("a route is registered at something that is not plain")
            continue
        own = _text(decorator, "endpoint", -1, function.name)
        yield Registration(prefixes[router.where] + own, "", script.path, function.lineno, router.where)


def _added(scripts: Scripts, script: Script, call: ast.Call, prefixes: dict[Where, str]) -> Iterator[Registration]:
    if not isinstance(call.func, ast.Attribute):
        return
    router = _router(scripts, script, call.func.value)
    view = next((each.value for each in call.keywords if each.arg == "view_func"), None)
    view = call.args[2] if view is None and len(call.args) > 2 else view  # noqa: PLR2004  # its third argument
    if router is None or view is None:
        raise InDoubt("a rule is added in a way that is not plain")
    if isinstance(view, ast.Call) and isinstance(view.func, ast.Attribute) and view.func.attr == "as_view":
        own = _text(call, "endpoint", 1, _text(view, "name", 0))
        yield Registration(prefixes[router.where] + own, _text(call, "rule", 0), script.path, 0, router.where)
        return
    where, function = _function(scripts, script, view)
    own = _text(call, "endpoint", 1, function.name)
    yield Registration(prefixes[router.where] + own, "", where.path, function.lineno, router.where)


def _function(scripts: Scripts, script: Script, view: ast.expr) -> tuple[Script, Function]:
    found = names.function(scripts, script, view)
    if found is None:
        raise InDoubt("a view is not plain")
    return found


def _text(call: ast.Call, keyword: str, position: int, otherwise: str | None = None) -> str:
    """The text of an argument; what stands for it when it is not given; InDoubt when it is no constant."""
    given = next((each.value for each in call.keywords if each.arg == keyword), None)
    if given is None and 0 <= position < len(call.args):
        given = call.args[position]
    if given is None or (isinstance(given, ast.Constant) and given.value is None):
        if otherwise is None:
            raise InDoubt(f"{keyword} is not given")
        return otherwise
    if not isinstance(given, ast.Constant) or not isinstance(given.value, str):
        raise InDoubt(f"{keyword} is no text")
    return given.value
