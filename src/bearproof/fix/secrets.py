"""How does a key leave the source? It is read from the environment, and the app does not start without it."""

from __future__ import annotations

import ast
import re

from bearproof.catalog.tokens import KEY_SETTINGS, SIGN_CALLS, TOKEN_CALLS
from bearproof.findings import Edit, Finding, Fix
from bearproof.fix.editing import calls, names
from bearproof.fix.editing.imports import Imports, Refused
from bearproof.fix.editing.script import Script, Scripts

_GETTERS = frozenset({"os.environ.get", "os.getenv"})
_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
#: Where nothing else names the key.
_UNNAMED = "SIGNING_KEY"
#: What a call's key is, by the call: its position and its keyword.
_KEYS = {
    **{each.call: (each.key, each.key_keyword) for each in TOKEN_CALLS if each.key_keyword},
    **{each.call: (each.key, each.keyword) for each in SIGN_CALLS},
}


def from_environment(finding: Finding, scripts: Scripts) -> Fix | None:
    """The key of the finding read from the environment, wherever its value stands; None where that is not one text."""
    script = scripts.get(finding.place.file)
    if script is None:
        return None
    try:
        given = _key(script, finding)
        found = names.value(scripts, script, given[0]) if given else None
        return _fix(found[0], found[1], given[1]) if given and found else None
    except Refused:
        return None


def _fix(script: Script, node: ast.AST, setting: str) -> Fix | None:
    variable = _variable(script, node)
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and isinstance(node.values[-1], ast.Constant):
        variable = _environment_name(script, node.values[0]) if len(node.values) == 2 else None  # noqa: PLR2004  # one or the other
        return _without_fallback(script, node, variable)
    if isinstance(node, ast.Call):
        encoded = node.func.value if isinstance(node.func, ast.Attribute) and node.func.attr == "encode" else None
        if isinstance(encoded, ast.Constant):
            return _fix_literal(script, encoded, variable or setting)
        if isinstance(encoded, ast.expr):
            return _fix(script, encoded, setting)
        return _without_fallback(script, node, _environment_name(script, node))
    return _fix_literal(script, node, variable or setting) if isinstance(node, ast.Constant) else None


def _fix_literal(script: Script, node: ast.Constant, name: str) -> Fix | None:
    if not isinstance(node.value, (str, bytes)) or not _NAME.fullmatch(name):
        return None
    imports = Imports(script, node)
    read = f'{imports.module("os")}.environ["{name}"]'
    text = read if isinstance(node.value, str) else f"{read}.encode()"
    note = (
        f"Set {name} wherever the app is started: without it, it does not start any more. The old value is known to "
        "whoever has read the source: make a new one, of 32 random bytes or more."
    )
    edits = (*imports.edits, calls.replaced(script, node, text))
    return Fix("read the key from the environment", edits, safe=False, note=note)


def _without_fallback(script: Script, node: ast.expr, name: str | None) -> Fix | None:
    if name is None:
        return None
    imports = Imports(script, node)
    note = f"Set {name} wherever the app is started: without it, it does not start any more."
    edit = Edit(script.place(node), f'{imports.module("os")}.environ["{name}"]')
    return Fix("read the key without a fallback", (*imports.edits, edit), safe=False, note=note)


def _environment_name(script: Script, node: ast.expr) -> str | None:
    """The variable that `os.environ.get` or `os.getenv` reads."""
    if not isinstance(node, ast.Call) or names.qualified(script, node.func) not in _GETTERS:
        return None
    key = calls.argument(node, "key", 0)
    good = isinstance(key, ast.Constant) and isinstance(key.value, str) and re.fullmatch(r"\w+", key.value)
    return key.value if good and isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def _variable(script: Script, node: ast.AST) -> str | None:
    """The name of the constant that the value is given to."""
    for holder in script.above(node):
        if isinstance(holder, (ast.Assign, ast.AnnAssign)):
            target = holder.targets[0] if isinstance(holder, ast.Assign) else holder.target
            return target.id.upper() if isinstance(target, ast.Name) and holder.value is node else None
        if not isinstance(holder, ast.Call) or not isinstance(holder.func, ast.Attribute):
            return None
        node = holder
    return None


def _key(script: Script, finding: Finding) -> tuple[ast.expr, str] | None:
    """The expression that gives the key at the finding, and what a setting calls it."""
    call = script.find(finding.place, ast.Call)
    if call is not None:
        return _key_of_call(script, call)
    for node in ast.walk(script.tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            if finding.place in (script.place(node), script.place(target)):
                return node.value, _setting(target)
    return None


def _key_of_call(script: Script, call: ast.Call) -> tuple[ast.expr, str] | None:
    for each in call.keywords:
        if each.arg in KEY_SETTINGS:
            return each.value, each.arg or _UNNAMED
    for given in call.args:
        if isinstance(given, ast.Dict):
            for key, value in zip(given.keys, given.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in KEY_SETTINGS:
                    return value, str(key.value)
    name = names.qualified(script, call.func)
    if name not in _KEYS:
        return None
    position, keyword = _KEYS[name]
    key = next((each.value for each in call.keywords if each.arg == keyword), None)
    stars = any(isinstance(each, ast.Starred) for each in call.args)
    if key is None and not stars and 0 <= position < len(call.args):
        key = call.args[position]
    return (key, _UNNAMED) if key is not None else None


def _setting(target: ast.expr) -> str:
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return str(target.slice.value)
    if isinstance(target, ast.Attribute):
        return target.attr.upper()
    return target.id.upper() if isinstance(target, ast.Name) else _UNNAMED
