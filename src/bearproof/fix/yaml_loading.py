"""How does YAML of the request stop building objects? The same call, with the safe loader."""

from __future__ import annotations

import ast

from bearproof.findings import Edit, Finding, Fix
from bearproof.fix.editing import calls, names
from bearproof.fix.editing.imports import Imports, Refused
from bearproof.fix.editing.script import Script, Scripts

_UNSAFE = frozenset({"Loader", "UnsafeLoader", "FullLoader", "CLoader", "CUnsafeLoader", "CFullLoader"})
_CALLS = {
    "load": "safe_load",
    "load_all": "safe_load_all",
    "unsafe_load": "safe_load",
    "unsafe_load_all": "safe_load_all",
    "full_load": "safe_load",
    "full_load_all": "safe_load_all",
}
#: Classes between a loader of the project's own and the library's.
_DEEPEST = 5
_PACKAGES = ("ruamel.yaml", "yaml")
_TITLE = "load with the safe loader"
_ELSEWHERE = "The loader was chosen elsewhere; look there for documents of your own that need tags of Python objects."


def safe(finding: Finding, scripts: Scripts) -> Fix | None:
    """The safe form of the YAML call at the finding; None where the call is not a form that we know."""
    script = scripts.get(finding.place.file)
    call = script.find(finding.place, ast.Call) if script else None
    if script is None or call is None:
        return None
    try:
        return _mended(scripts, script, call)
    except Refused:
        return None


def _mended(scripts: Scripts, script: Script, call: ast.Call) -> Fix | None:
    name = names.qualified(script, call.func)
    if name is None:
        return _object(scripts, script, call)
    package = next((each for each in _PACKAGES if name.startswith(f"{each}.")), "")
    last = name.removeprefix(f"{package}.")
    if not package or last not in _CALLS:
        return None
    if last not in {"load", "load_all"}:
        return Fix(_TITLE, _called_by(script, call, _CALLS[last]))
    loader = calls.argument(call, "Loader", 1)
    if loader is None:
        if package == "yaml":
            return Fix(_TITLE, _called_by(script, call, _CALLS[last]))
        imports = Imports(script, call)
        text = f"Loader={_loader(imports, script, call.func, package, 'SafeLoader')}"
        return Fix(_TITLE, (calls.added(script, call, text), *imports.edits))
    return _with_loader(scripts, script, call, (loader, package, _CALLS[last]))


def _with_loader(scripts: Scripts, script: Script, call: ast.Call, known: tuple[ast.expr, str, str]) -> Fix | None:
    loader, package, other = known
    named = names.qualified(script, loader)
    if named is None:
        own = _own_class(scripts, script, loader)
        if own is not None:
            # What it adds must stay, so that another loader is no way out.
            base = _unsafe_base(scripts, own)
            return Fix("derive the loader from the safe one", base) if base is not None else None
        if package != "yaml":
            return None
        edits = (calls.without(script, call, loader), *_called_by(script, call, other))
        return Fix(_TITLE, edits, safe=False, note=_ELSEWHERE)
    last = named.rpartition(".")[2]
    if named != f"{package}.{last}" or last not in _UNSAFE:
        return None
    if package == "yaml" and last[0] != "C":
        return Fix(_TITLE, (calls.without(script, call, loader), *_called_by(script, call, other)))
    return Fix(_TITLE, _swapped(script, loader, package, "CSafeLoader" if last[0] == "C" else "SafeLoader"))


def _called_by(script: Script, call: ast.Call, name: str) -> tuple[Edit, ...]:
    """The function of the call under another name of the same package."""
    if isinstance(call.func, ast.Attribute):
        return (calls.renamed(script, call.func, name),)
    imports = Imports(script, call)
    text = imports.name("yaml", name)
    return (Edit(script.place(call.func), text), *imports.edits)


def _swapped(script: Script, loader: ast.expr, package: str, name: str) -> tuple[Edit, ...]:
    """Another loader of the same package in the place of one."""
    if isinstance(loader, ast.Attribute):
        return (calls.renamed(script, loader, name),)
    imports = Imports(script, loader)
    return (Edit(script.place(loader), imports.name(package, name)), *imports.edits)


def _loader(imports: Imports, script: Script, function: ast.expr, package: str, name: str) -> str:
    if isinstance(function, ast.Attribute):
        return f"{script.code(function.value)}.{name}"
    return imports.name(package, name)


def _own_class(scripts: Scripts, script: Script, loader: ast.expr) -> tuple[Script, ast.ClassDef] | None:
    """The project's own class that a loader is."""
    found = names.value(scripts, script, loader)
    return (found[0], found[1]) if found is not None and isinstance(found[1], ast.ClassDef) else None


def _unsafe_base(scripts: Scripts, own: tuple[Script, ast.ClassDef]) -> tuple[Edit, ...] | None:
    """The edit of the loader class, or of the one above it, whose one base is an unsafe loader."""
    for _ in range(_DEEPEST):
        where, defined = own
        if len(defined.bases) != 1:
            return None
        base = defined.bases[0]
        named = names.qualified(where, base)
        if named is not None:
            package, _, last = named.rpartition(".")
            if last not in _UNSAFE or package not in _PACKAGES:
                return None
            return _swapped(where, base, package, "CSafeLoader" if last[0] == "C" else "SafeLoader")
        above = _own_class(scripts, where, base)
        if above is None:
            return None
        own = above
    return None


def _object(scripts: Scripts, script: Script, call: ast.Call) -> Fix | None:
    """`yaml.Loader(x).get_data()`, and `YAML(typ="unsafe").load(x)`, the object through a name too."""
    if not isinstance(call.func, ast.Attribute):
        return None
    made = names.value(scripts, script, call.func.value)
    if made is None or not isinstance(made[1], ast.Call):
        return None
    where, maker = made[0], made[1]
    named = names.qualified(where, maker.func) or ""
    package, _, last = named.rpartition(".")
    if named == "ruamel.yaml.YAML":
        kind = calls.argument(maker, "typ")
        if isinstance(kind, ast.Constant) and kind.value == "unsafe":
            return Fix(_TITLE, (Edit(where.place(kind), '"safe"'),))
        return None
    if package != "yaml" or last not in _UNSAFE:
        return None
    return Fix(_TITLE, _swapped(where, maker.func, package, "CSafeLoader" if last[0] == "C" else "SafeLoader"))
