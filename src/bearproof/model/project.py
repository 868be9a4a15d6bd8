"""Which modules are there, and which of them need to be looked at? The tree as an index of modules, read on demand."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bearproof.catalog.routers import FRAMEWORKS
from bearproof.findings import NotLooked, Reason
from bearproof.inputs.parsing import parse, parsed_at_once
from bearproof.inputs.reading import Limits
from bearproof.model import ir
from bearproof.model.interest import Interest
from bearproof.model.lowering import Lowering
from bearproof.model.searching.hollowing import Hollowed, hollowed
from bearproof.model.source import SourceFile

#: Syntax trees of functions that were not run yet are kept for so many modules; older ones are parsed again on demand.
_TREES_KEPT = 40


@dataclass(slots=True)
class Module:
    """One module: its path, its bytes until parsed, and its lowered statements once it was loaded."""

    name: str
    path: str
    is_package: bool
    raw: bytes = b""
    body: list[ir.Stmt] | None = None
    lowering: Lowering | None = None
    failed: NotLooked | None = None
    codes: list[ir.Code] = field(default_factory=list)
    #: Functions whose bodies were left out, by their first line: where they stand in the bytes.
    hollow: Mapping[int, tuple[int, int]] = field(default_factory=dict)


class Project:
    """All modules of a tree, by dotted name; a module is parsed and lowered when it is asked for."""

    def __init__(self, files: Iterable[tuple[str, bytes]], limits: Limits) -> None:
        self._limits = limits
        self.modules: dict[str, Module] = {}
        self._by_path: dict[str, Module] = {}
        self._found: dict[tuple[str, str], Module | None] = {}
        self._recent: list[Module] = []
        self.parsed = 0
        #: Functions that were asked for, and whose own lines could not be parsed.
        self.unread: list[NotLooked] = []
        paths = list(files)
        self.interest = Interest(paths)
        packages = {str(PurePosixPath(path).parent) for path, _ in paths if path.endswith("/__init__.py")}
        for path, raw in paths:
            module = Module(module_name(path, packages), path, path.endswith("__init__.py"), raw)
            self._by_path[path] = module
            # The same dotted name can stand in two folders (two example apps): the first keeps it, both are scanned.
            self.modules.setdefault(module.name, module)

    def __iter__(self) -> Iterator[Module]:
        return iter(self._by_path.values())

    def at(self, path: str) -> Module:
        """The module of a file."""
        return self._by_path[path]

    def find(self, name: str, beside: Module | None = None) -> Module | None:
        """The module of that dotted name, else one upward from the folder of `beside`, as for a script."""
        found = self.modules.get(name)
        if beside is None or (found is None and name in _NEVER_SHADOWED):
            return found
        if found is not None:
            return None if self._is_copy(name, beside) else found
        folder = beside.path.rpartition("/")[0]
        key = (name, folder)
        if key not in self._found:
            self._found[key] = self._upward(name, folder)
        # A file that imports a name that is its own means a library.
        return None if self._found[key] is beside else self._found[key]

    def _is_copy(self, name: str, beside: Module) -> bool:
        """A framework that lies in the tree as a package of its own is the framework still, for all but itself."""
        root = name.partition(".")[0]
        if root not in FRAMEWORKS:
            return False
        package = self.modules.get(root)
        return (
            package is not None
            and package.is_package
            and not beside.path.startswith(f"{package.path.rpartition('/')[0]}/")
        )

    def _upward(self, name: str, folder: str) -> Module | None:
        """A project may start its names in any folder: the nearest one upward that has the module is meant.

        A package's modules do not see their siblings by plain name: the search begins above the topmost package.
        """
        while folder and f"{folder}/__init__.py" in self._by_path:
            folder = folder.rpartition("/")[0]
        tail = name.replace(".", "/")
        while True:
            prefix = f"{folder}/" if folder else ""
            for path in (f"{prefix}{tail}.py", f"{prefix}{tail}/__init__.py", f"{prefix}src/{tail}/__init__.py"):
                if path in self._by_path:
                    return self._by_path[path]
            if not folder:
                return None
            folder = folder.rpartition("/")[0]

    def load(self, module: Module) -> list[ir.Stmt]:
        """The lowered statements of a module; empty, with `failed` set, when it cannot be parsed.

        In a large tree the bodies of functions are left out, and parsed when they are asked for.
        """
        if module.body is None:
            hollow = None if self.interest.small else hollowed(module.raw)
            if hollow is None or not self._hollow(module, hollow):
                self._whole(module)
            if module.failed is None:
                self.parsed += 1
                self._remember(module)
        return module.body or []

    def _whole(self, module: Module) -> None:
        parsed = parse(module.raw, module.path, self._limits)
        if isinstance(parsed, NotLooked):
            module.failed, module.body = parsed, []
            return
        if not self._lowered(module, parsed.tree, {}):
            module.failed = NotLooked(module.path, Reason.TOO_DEEP, "nests deeper than we follow")

    def _hollow(self, module: Module, hollow: Hollowed) -> bool:
        """Load what is left of a module; False when it must be done with the whole text."""
        tree = parsed_at_once(hollow.raw, module.path, self._limits)
        if tree is None or not self._lowered(module, tree, hollow.functions):
            return False
        return module.lowering is not None and module.lowering.hollowed == len(hollow.functions)

    def _lowered(self, module: Module, tree: ast.Module, hollow: Mapping[int, tuple[int, int]]) -> bool:
        module.body, module.hollow = [], hollow
        module.codes.clear()
        module.lowering = Lowering(module.path, module.codes, hollow)
        try:
            module.body = module.lowering.module(tree)
        except RecursionError:
            return False
        return True

    def complete(self, code: ir.Code) -> list[ir.Stmt]:
        """The lowered body of a function."""
        if code.body is None:
            module = self._by_path[code.path]
            if code.pending is None:
                self._parse_again(code)
            if code.pending is None or module.lowering is None:
                return []
            try:
                module.lowering.complete(code)
            except RecursionError:
                code.body = []
        return code.body or []

    def source(self, path: str) -> SourceFile:
        """The text of a file, for places and reports."""
        module = self._by_path[path]
        parsed = decode_leniently(module.raw)
        return SourceFile(path, module.name, parsed)

    def _remember(self, module: Module) -> None:
        self._recent.append(module)
        if len(self._recent) > _TREES_KEPT:
            oldest = self._recent.pop(0)
            for code in oldest.codes:
                code.pending = None

    def _parse_again(self, code: ir.Code) -> None:
        """Parse one function's own lines again, at the very place where they stand."""
        module = self._by_path[code.path]
        first, column, last, _ = code.pos
        if first in module.hollow:
            begins, ends = module.hollow[first]
            lines = module.raw[begins:ends]
        else:
            lines = b"\n".join(module.raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")[first - 1 : last])
        above = b"\n" * (first - 1)
        if column and first > 1:
            # An indented function stands under a line of its own, so that columns stay what they are.
            above = b"\n" * (first - 2) + b"if 1:\n"
        raw = above + lines + b"\n"
        tree = parsed_at_once(raw, module.path, self._limits)
        if tree is None:
            parsed = parse(raw, module.path, self._limits)
            if isinstance(parsed, NotLooked):
                self.unread.append(parsed)
                return
            tree = parsed.tree
        node = tree.body[0]
        inner = node.body[0] if isinstance(node, ast.If) else node
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
            code.pending = inner


#: Modules that the interpreter itself has loaded before a script of that name could be found.
_NEVER_SHADOWED = frozenset(sys.builtin_module_names) | {
    "io", "os", "abc", "codecs", "site", "stat", "posixpath", "ntpath", "genericpath",
}  # fmt: skip


def decode_leniently(raw: bytes) -> str:
    """The text of a file for printing: what is not UTF-8 becomes a replacement character."""
    return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def module_name(path: str, packages: set[str]) -> str:
    """The dotted name of a file: from the topmost folder that is a package, else from the file itself.

    A folder of the root that holds no `__init__.py` is taken for a namespace package.
    """
    parts = list(PurePosixPath(path).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    if not parts:
        return "__init__"
    folder = PurePosixPath(path).parent
    top = len(folder.parts)
    while top and str(PurePosixPath(*folder.parts[:top])) in packages:
        top -= 1
    inside_package = top < len(folder.parts)
    if inside_package:
        return ".".join(parts[top:])
    if parts[0] in {"src", "lib"} and len(parts) > 1:
        parts = parts[1:]
    return ".".join(parts)


def marked(raw: bytes, pattern: re.Pattern[bytes], words: tuple[bytes, ...]) -> list[int]:
    """The lines, counted from 1, on which the byte search finds the pattern; `words` are such that it needs one."""
    if not any(word in raw for word in words):
        return []
    found = [match.start() for match in pattern.finditer(raw)]
    if not found:
        return []
    lines: list[int] = []
    last, line = 0, 1
    for at in found:
        line += raw.count(b"\n", last, at)
        last = at
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines
