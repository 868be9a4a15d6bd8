"""What does a document say, with all that it refers to? Bundled before anything else sees it.

`#/…` stays as it is, and what lies in files below the document's folder is put into the document. A reference anywhere
else, to another scheme, host or folder, is not followed: it is told as not looked at, and nothing is said in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bearproof.errors import SpecProblem
from bearproof.findings import NotLooked, Reason
from bearproof.inputs.openapi.parsing import Mapping, parsed

#: Where what was brought from other files stands in the bundled document.
BUNDLED = "x-bundled"
_MOST_FILES = 200
_ADVICE = "write `openapi: 3.0.x`, `openapi: 3.1.x` or `swagger: '2.0'` at the top, and `paths:` below"


@dataclass(frozen=True, slots=True)
class Document:
    """One document, bundled: every reference in it begins with `#/`. `version` is 2.0, 3.0 or 3.1."""

    path: str
    version: str
    content: Mapping
    pointers: Pointers = field(repr=False, compare=False)
    not_looked: tuple[NotLooked, ...] = ()


def read(path: Path) -> Document:
    """Read and bundle a document. Raises SpecProblem for what is none, with the place and what to do."""
    shown = path.name
    content = parsed(path, shown)
    version = _version(content, shown)
    if not isinstance(content.get("paths", {} if version == "3.1" else None), dict):
        raise SpecProblem(f"{shown}: `paths` is no mapping", advice=_ADVICE)
    bundle = _Bundle(path.resolve().parent, shown)
    try:
        whole = bundle.rewritten(content, path.resolve().as_uri(), shown)
    except RecursionError as error:
        advice = "give a document whose references lead to what they mean in fewer steps"
        raise SpecProblem(f"{shown}: a reference leads from one to the next without end", advice=advice) from error
    if bundle.brought:
        whole[BUNDLED] = bundle.brought
    return Document(shown, version, whole, Pointers(whole), tuple(dict.fromkeys(bundle.not_looked)))


def _version(content: Mapping, shown: str) -> str:
    said = content.get("openapi", content.get("swagger"))
    # YAML reads `2.0` and `3.1` as numbers.
    for known in ("2.0",) if "openapi" not in content else ("3.1", "3.0"):
        if str(said) == known or str(said).startswith(f"{known}."):
            return known
    if said is None:
        raise SpecProblem(f"{shown} is no OpenAPI document: it has neither `openapi` nor `swagger`", advice=_ADVICE)
    raise SpecProblem(f"{shown}: version {said!r} of OpenAPI is not known", advice=_ADVICE)


@dataclass(slots=True)
class _Bundle:
    folder: Path
    shown: str
    brought: Mapping = field(default_factory=dict)
    not_looked: list[NotLooked] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    _files: dict[str, Mapping] = field(default_factory=dict)

    def rewritten(self, content: Mapping, base: str, place: str) -> Mapping:
        """A copy in which each reference begins with `#/`."""
        return cast("Mapping", self._copy(content, base, place, root=not self._is_other(base)))

    def _is_other(self, base: str) -> bool:
        return base in self._files

    def _copy(self, value: object, base: str, place: str, *, root: bool) -> object:
        if isinstance(value, list):
            return [self._copy(item, base, place, root=root) for item in value]
        if not isinstance(value, dict):
            return value
        reference = value.get("$ref")
        if isinstance(reference, str):
            beside = {key: item for key, item in value.items() if key != "$ref"}
            told = self._reference(reference, base, place, root=root)
            rest = cast("Mapping", self._copy(beside, base, place, root=root)) if beside else {}
            return {**rest, **({"$ref": told} if told else {})}
        return {key: self._copy(item, base, place, root=root) for key, item in value.items()}

    def _reference(self, reference: str, base: str, place: str, *, root: bool) -> str:
        if root and reference.startswith("#"):
            return reference
        target = urljoin(base, reference)
        known = self._names.get(target)
        if known is None:
            found = self._target(target, place, reference)
            if found is None:
                return ""
            known = self._names[target] = str(len(self._names) + 1)
            # The name stands before what it names: a file that refers to itself ends here.
            self.brought[known] = {}
            self.brought[known] = self._copy(found, urldefrag(target).url, place, root=False)
        return f"#/{BUNDLED}/{known}"

    def _target(self, target: str, place: str, reference: str) -> object:
        url, fragment = urldefrag(target)
        content = self._file(url, place, reference)
        if content is None:
            return None
        found = Pointers(content).at(f"#{fragment}") if fragment else content
        if found is None:
            self._skip(place, f"{reference}: there is no such place in the file")
        return found

    def _file(self, url: str, place: str, reference: str) -> Mapping | None:
        if url in self._files:
            return self._files[url]
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        if parts.scheme != "file" or parts.netloc or not path.resolve().is_relative_to(self.folder):
            self._skip(place, f"{reference} leads out of the document's folder")
            return None
        if len(self._files) >= _MOST_FILES:
            self._skip(place, f"{reference}: more than {_MOST_FILES} files")
            return None
        try:
            self._files[url] = parsed(path, path.resolve().relative_to(self.folder).as_posix())
        except SpecProblem as problem:
            self._skip(place, f"{reference}: {problem}")
            return None
        return self._files[url]

    def _skip(self, place: str, detail: str) -> None:
        self.not_looked.append(NotLooked(place, Reason.REFERENCE_NOT_FOLLOWED, detail))


class Pointers:
    """Looks references up in one document. `referencing` knows how a pointer is written, and what it may name."""

    def __init__(self, content: Mapping) -> None:
        from referencing import Registry, Resource  # noqa: PLC0415  # only a document needs it

        self._resolver = Registry().with_resource("", Resource.opaque(content)).resolver()

    def at(self, reference: str) -> object:
        """What stands there; None where nothing does."""
        from referencing.exceptions import Unresolvable  # noqa: PLC0415  # only a document needs it

        try:
            return cast("object", self._resolver.lookup(reference).contents)
        except (Unresolvable, ValueError, TypeError, AttributeError, LookupError):
            return None
