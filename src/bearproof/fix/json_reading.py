"""How does a request stop carrying objects? It carries JSON, and a model says which fields there may be."""

from __future__ import annotations

import ast

from bearproof.findings import Finding, Fix
from bearproof.fix.editing import calls, definitions, names
from bearproof.fix.editing.imports import Imports, Refused
from bearproof.fix.editing.script import Script, Scripts
from bearproof.fix.modelling import Model, model_of, sample

_BYTES = frozenset(
    {"pickle.loads", "pickle._loads", "dill.loads", "cloudpickle.loads", "marshal.loads", "jsonpickle.decode"}
)
_FILES = frozenset({"pickle.load", "pickle._load", "dill.load", "cloudpickle.load", "marshal.load"})
_OBJECTS = frozenset({"pickle.Unpickler", "dill.Unpickler"})
_DATA_KEYWORDS = ("string", "data", "str", "file", "bytes")
#: Loops and the like over the result show that it is no mapping.
_LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)


def json(finding: Finding, scripts: Scripts) -> Fix | None:
    """The call at the finding as a reader of JSON that holds the fields the source reads, and no others.

    None where the fields are not known, where they show no mapping, and where the same file also writes the format.
    """
    script = scripts.get(finding.place.file)
    call = script.find(finding.place, ast.Call) if script else None
    if script is None or call is None or not finding.fields:
        return None
    try:
        data = _data(script, call)
        if data is None or _written_here(script, call) or _is_sequence(script, call):
            return None
        return _fix(finding, script, call, data)
    except Refused:
        return None


def _fix(finding: Finding, script: Script, call: ast.Call, data: str) -> Fix:
    thing = _thing(script, call)
    there = _there(script, call, model_of(finding.fields, _camel(thing)), f"read_{thing}")
    if there is not None:
        edit = calls.replaced(script, call, f"read_{thing}({data})")
        return Fix("read JSON into a declared schema", (edit,), safe=False, note=_note(finding, there, f"read_{thing}"))
    model = model_of(finding.fields, names.free(script, _camel(thing), f"{_camel(thing)}Sent"))
    if any(names.used(script, inner) for inner in model.inner):
        raise Refused("a name of an inner model is taken")
    reader = names.free(script, f"read_{thing}", f"read_{thing}_sent")
    imports = Imports(script, call)
    text = _definitions(script, imports, model, reader)
    edits = (calls.replaced(script, call, f"{reader}({data})"), definitions.above(script, call, text))
    return Fix(
        "read JSON into a declared schema",
        (*imports.edits, *edits),
        safe=False,
        note=_note(finding, model, reader),
    )


def _there(script: Script, call: ast.Call, model: Model, reader: str) -> Model | None:
    """The model, when the file has exactly this one and its reader already, above the call."""
    imports = Imports(script, call)
    text = _definitions(script, imports, model, reader).strip()
    return model if not imports.edits and text in _above(script, call) else None


def _above(script: Script, call: ast.Call) -> str:
    return "\n".join(script.lines[: script.statement(call).lineno - 1])


def _definitions(script: Script, imports: Imports, model: Model, reader: str) -> str:
    pydantic = {name: imports.name("pydantic", name) for name in model.needs}
    abort = imports.name("flask", "abort")
    failed = imports.name("pydantic", "ValidationError")
    typed = definitions.postponed(script)
    # Whatever type the code around it gives the result, it took the same from the call before.
    head = (
        f"def {reader}(raw: str | bytes) -> dict[str, {imports.name('typing', 'Any')}]:"
        if typed
        else f"def {reader}(raw):"
    )
    dump = "model_dump(by_alias=True, exclude_unset=True)" if model.aliased else "model_dump(exclude_unset=True)"
    return f'''{model.text(pydantic)}


{head}
    """The fields that were sent; anything but JSON with the declared ones answers 400."""
    try:
        return {model.name}.model_validate_json(raw).{dump}
    except {failed}:
        {abort}(400)
'''


def _data(script: Script, call: ast.Call) -> str | None:
    """The expression for the bytes or text that the call loads; None for a call that we do not know."""
    calls.plain(call)
    name = names.qualified(script, call.func)
    if name in _BYTES or name in _FILES:
        given = next((each.value for each in call.keywords if each.arg in _DATA_KEYWORDS), None)
        value = call.args[0] if call.args else given
        if value is None:
            return None
        return script.code(value) if name in _BYTES else f"{calls.code_of(script, value)}.read()"
    maker = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "load" else None
    if not isinstance(maker, ast.Call) or names.qualified(script, maker.func) not in _OBJECTS or not maker.args:
        return None
    calls.plain(maker)
    return f"{calls.code_of(script, maker.args[0])}.read()"


def _written_here(script: Script, call: ast.Call) -> bool:
    """Whether the file also writes the format: then its readers and writers must change together, by hand."""
    del call
    for node in ast.walk(script.tree):
        if isinstance(node, ast.Call):
            name = names.qualified(script, node.func) or ""
            package, _, last = name.rpartition(".")
            if package in {"pickle", "dill", "cloudpickle", "marshal", "jsonpickle"} and last in {
                "dumps",
                "dump",
                "encode",
                "Pickler",
            }:
                return True
    return False


def _is_sequence(script: Script, call: ast.Call) -> bool:
    """Whether the code around the call shows that the result is no mapping of names."""
    holder = next(script.above(call))
    if isinstance(holder, _LOOPS) and holder.iter is call:
        return True
    name = _target(script, call)
    if name is None:
        return isinstance(holder, ast.Attribute) and holder.attr not in {"get", "items", "keys", "values", "pop"}
    scope: ast.AST = script.function(call) or script.tree
    return any(_shows_sequence(node, name) for node in ast.walk(scope))


def _shows_sequence(node: ast.AST, name: str) -> bool:
    def mine(each: ast.AST) -> bool:
        return isinstance(each, ast.Name) and each.id == name

    if isinstance(node, _LOOPS):
        return mine(node.iter)
    if isinstance(node, ast.Subscript) and mine(node.value):
        return isinstance(node.slice, ast.Slice) or (
            isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int)
        )
    if isinstance(node, ast.Attribute) and mine(node.value):
        # An attribute that no dictionary has: an object was sent, and no dictionary can stand in for it.
        return not hasattr(dict, node.attr)
    return isinstance(node, ast.Starred) and mine(node.value)


def _target(script: Script, call: ast.Call) -> str | None:
    holder = next(script.above(call))
    targets = holder.targets if isinstance(holder, ast.Assign) else [getattr(holder, "target", None)]
    if isinstance(holder, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and isinstance(targets[0], ast.Name):
        return targets[0].id
    return None


def _thing(script: Script, call: ast.Call) -> str:
    """What the data is called where it is loaded: `user`, `account`."""
    for holder in script.above(call):
        if isinstance(holder, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
            target = holder.targets[0] if isinstance(holder, ast.Assign) else holder.target
            name = target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
            if name:
                return names.identifier(name.strip("_").lower())
            break
        if isinstance(holder, ast.stmt):
            break
    return "document"


def _camel(thing: str) -> str:
    return "".join(part.capitalize() for part in thing.split("_") if part) or "Document"


def _note(finding: Finding, model: Model, reader: str) -> str:
    said = [f"Callers send JSON from now on, encoded around it as before: {sample(finding.fields)}."]
    guessed, open_ = model.told()
    if guessed:
        said.append(f"Types are guessed from what the source compares: {guessed}.")
    if open_:
        said.append(f"Nothing in the source says what {open_} is: any JSON value for now, so narrow it.")
    said.append("What is loaded is taken for one object, not for a list of them.")
    said.append(f"Fields that {reader} does not name are refused with 400. It needs pydantic 2.5.")
    return " ".join(said)
