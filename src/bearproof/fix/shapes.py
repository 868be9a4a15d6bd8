"""What shape does the code take loaded data for? Told from what is done with it, in other functions and files too."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from bearproof.fix.editing import names
from bearproof.fix.editing.script import Function, Script, Scripts

Keys = tuple[str, ...]
#: How many expressions are looked at that stand for the data; more is no small app, and then nothing is known.
_MOST = 400
_LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)
_READS = frozenset({"get", "pop", "setdefault"})
#: What is called with something that it walks along.
_WALKERS = frozenset({"enumerate", "filter", "iter", "list", "map", "max", "min", "reversed", "set", "sorted", "sum"})
_Use = tuple[Script, ast.AST, Keys]


def sequences(scripts: Scripts, script: Script, call: ast.Call) -> set[Keys] | None:
    """The keys under which something is walked along, indexed or read by attribute; `()` is the data itself.

    None when there are more uses than we follow.
    """
    found: set[Keys] = set()
    pending: list[_Use] = [(script, call, ())]
    known: set[ast.AST] = {call}
    while pending:
        where, node, keys = pending.pop()
        if _no_mapping(where, node):
            found.add(keys)
        for use in _uses(scripts, where, node, keys):
            if use[1] not in known:
                known.add(use[1])
                pending.append(use)
        if len(known) > _MOST:
            return None
    return found


def _no_mapping(script: Script, node: ast.AST) -> bool:
    """Whether what is done with an expression is done with no dictionary."""
    holder = next(script.above(node))
    if isinstance(holder, _LOOPS):
        return holder.iter is node
    if isinstance(holder, ast.Subscript) and holder.value is node:
        index = holder.slice.operand if isinstance(holder.slice, ast.UnaryOp) else holder.slice
        return isinstance(index, ast.Slice) or (isinstance(index, ast.Constant) and isinstance(index.value, int))
    if isinstance(holder, ast.Attribute):
        # An attribute that no dictionary has: an object was sent, or a list, and no dictionary can stand in for it.
        return not hasattr(dict, holder.attr)
    if isinstance(holder, ast.Call):
        return isinstance(holder.func, ast.Name) and holder.func.id in _WALKERS and node in holder.args
    if isinstance(holder, ast.Assign):
        return holder.value is node and any(isinstance(each, (ast.Tuple, ast.List)) for each in holder.targets)
    return isinstance(holder, ast.Starred)


def _uses(scripts: Scripts, script: Script, node: ast.AST, keys: Keys) -> Iterator[_Use]:
    """The expressions that stand for the same data from there on, or for what is under a key of it."""
    holder = next(script.above(node))
    if isinstance(holder, (ast.BoolOp, ast.IfExp, ast.Await, ast.NamedExpr)):
        yield script, holder, keys
    if isinstance(holder, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
        targets = holder.targets if isinstance(holder, ast.Assign) else [holder.target]
        yield from ((script, each, keys) for target in targets for each in _named(script, target))
    elif isinstance(holder, ast.Return):
        function = script.function(node)
        if function is not None:
            yield from ((where, each, keys) for where, each in _called(scripts, function))
    else:
        yield from _below(script, node, holder, keys)


def _below(script: Script, node: ast.AST, holder: ast.AST, keys: Keys) -> Iterator[_Use]:
    """What is read under a key, by brackets or by `get`."""
    if isinstance(holder, ast.Subscript) and holder.value is node:
        if isinstance(holder.slice, ast.Constant) and isinstance(holder.slice.value, str):
            yield script, holder, (*keys, holder.slice.value)
    elif isinstance(holder, ast.Attribute) and holder.attr in _READS:
        call = next(script.above(holder))
        if isinstance(call, ast.Call) and call.func is holder and call.args and isinstance(call.args[0], ast.Constant):
            yield script, call, (*keys, str(call.args[0].value))


def _named(script: Script, target: ast.expr) -> Iterator[ast.AST]:
    """Where a name, or an attribute of any object of the file, is read."""
    if isinstance(target, ast.Name):
        scope: ast.AST = script.function(target) or script.tree
        for node in ast.walk(scope):
            if isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Load):
                yield node
    elif isinstance(target, ast.Attribute):
        for node in ast.walk(script.tree):
            if isinstance(node, ast.Attribute) and node.attr == target.attr and isinstance(node.ctx, ast.Load):
                yield node


def _called(scripts: Scripts, function: Function) -> Iterator[tuple[Script, ast.AST]]:
    """Where a function is called, or read when it is a property; any method of its name may be it."""
    read = any(isinstance(each, ast.Name) and "property" in each.id for each in function.decorator_list)
    for script in scripts.mentioning(function.name):
        for node in ast.walk(script.tree):
            if read:
                if isinstance(node, ast.Attribute) and node.attr == function.name:
                    yield script, node
            elif isinstance(node, ast.Call) and _is_of(scripts, script, node.func, function):
                yield script, node


def _is_of(scripts: Scripts, script: Script, called: ast.expr, function: Function) -> bool:
    if isinstance(called, ast.Attribute) and called.attr == function.name:
        return True
    if not isinstance(called, ast.Name):
        return False
    found = names.function(scripts, script, called)
    return found is not None and found[1] is function
