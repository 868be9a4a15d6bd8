"""How does a request stop carrying objects? It carries JSON, and a model says which fields there may be."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace

from bearproof.findings import Finding, Fix, Input
from bearproof.fix import shapes
from bearproof.fix.editing import calls, definitions, names
from bearproof.fix.editing.imports import Imports, Refused
from bearproof.fix.editing.script import Script, Scripts
from bearproof.fix.modelling import Model, model_of, sample
from bearproof.fix.shapes import Keys

_BYTES = frozenset(
    {"pickle.loads", "pickle._loads", "dill.loads", "cloudpickle.loads", "marshal.loads", "jsonpickle.decode"}
)
_FILES = frozenset({"pickle.load", "pickle._load", "dill.load", "cloudpickle.load", "marshal.load"})
_OBJECTS = frozenset({"pickle.Unpickler", "dill.Unpickler"})
_DATA_KEYWORDS = ("string", "data", "str", "file", "bytes")


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
        if data is None or _written_here(script, call):
            return None
        sequences = shapes.sequences(scripts, script, call)
        if sequences is None or () in sequences:
            return None
        return _fix(replace(finding, fields=_fields(finding.fields, sequences)), script, call, data)
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


def _fields(fields: Iterable[Input], sequences: set[Keys]) -> tuple[Input, ...]:
    """The fields without what is below a key that holds a list: of what those hold, only the code knows the shape."""
    out: list[Input] = []
    for each in fields:
        cut = next((size for size in range(1, len(each.keys)) if each.keys[:size] in sequences), None)
        if cut is None:
            out.append(replace(each, values=()) if each.keys in sequences and not _listed(each) else each)
        else:
            out.append(Input(each.carrier, each.name, tuple(f".{key}" for key in each.keys[:cut])))
    return tuple(out)


def _listed(field: Input) -> bool:
    return any(isinstance(value, (tuple, list, set, frozenset)) for value in field.values)


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
