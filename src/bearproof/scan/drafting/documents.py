"""Which documents of the API's own does the code name? connexion serves what one says: it is read, not drafted.

Only files below the tree are read. What they say of security is left out, as everywhere in a draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bearproof.errors import SpecProblem
from bearproof.findings import Result
from bearproof.inputs.openapi.operations import as_written, base_paths, schemas
from bearproof.inputs.openapi.reading import Document, read
from bearproof.scan.drafting.converting import Schema, kept, schema_of
from bearproof.scan.drafting.written import Texts, Written, of_operation

_SUFFIXES = frozenset({".yml", ".yaml", ".json"})
_MOST_LOOKED_THROUGH = 20_000


@dataclass(frozen=True, slots=True)
class Served:
    """One operation of a document that the code serves: where its handler stands, empty where that is not known."""

    method: str
    path: str
    name: str
    source: str
    written: Written


def served(result: Result, texts: Texts) -> Iterator[Served]:
    """The operations of every document that the code names."""
    for file, name in result.documents:
        found = _found(Path(result.root), PurePosixPath(file), name)
        if found is None:
            continue
        try:
            document = read(found)
        except SpecProblem:
            continue
        yield from _operations(document, PurePosixPath(file), texts)


def _operations(document: Document, file: PurePosixPath, texts: Texts) -> Iterator[Served]:
    named = {name: schema_of(schema) for name, schema in schemas(document).items()}
    base = base_paths(document)[0]
    for method, path, operation in as_written(document):
        told: Schema = kept(operation, ("summary", "description"))
        written = of_operation(told, {**operation, "components": {"schemas": named}})
        said, router = operation.get("operationId"), operation.get("x-openapi-router-controller")
        name = said if isinstance(said, str) else ""
        whole = f"{router}.{name}" if isinstance(router, str) else name
        yield Served(method, f"{base}{path}", name, _source(whole, file, texts), written)


def _source(name: str, file: PurePosixPath, texts: Texts) -> str:
    """Where `package.module.function` stands: looked for beside the file that names the document, and above."""
    module, _, function = name.rpartition(".")
    tail = module.replace(".", "/")
    for folder in (file.parent, *file.parent.parents) if module and function else ():
        for end in (f"{tail}.py", f"{tail}/__init__.py"):
            place = texts.place(str(folder / end), function)
            if place:
                return place
    return ""


def _found(root: Path, file: PurePosixPath, name: str) -> Path | None:
    """The file that is meant: beside the code that names it, else the only one of that name below the tree."""
    path = PurePosixPath(name)
    if path.suffix not in _SUFFIXES or path.is_absolute() or ".." in path.parts:
        return None
    beside = root / file.parent / path
    if beside.is_file():
        return beside if _inside(root, beside) else None
    several = []
    for seen, found in enumerate(root.rglob(path.name)):
        if seen > _MOST_LOOKED_THROUGH:
            break
        if found.as_posix().endswith(f"/{path}") and found.is_file() and _inside(root, found):
            several.append(found)
    return several[0] if len(several) == 1 else None


def _inside(root: Path, found: Path) -> bool:
    return found.resolve().is_relative_to(root.resolve())
