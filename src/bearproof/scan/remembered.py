"""What did an earlier run say of the very same files? Whole results, kept outside the scanned tree as JSON.

A result is known by a digest of every file that was read, of the settings, and of this program itself: one changed byte
anywhere, and the tree is looked at anew. What cannot be read back is nothing. The scanned tree is not asked where.
"""

from __future__ import annotations

import contextlib
import enum
import hashlib
import json
import os
import sys
import types
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import bearproof
from bearproof.findings import CheckDoc, NotLooked, Reason, Result
from bearproof.inputs.settings import Settings

#: Grows when the shape of what is kept changes.
_SHAPE = 2
_MOST_FILES, _MOST_BYTES = 200, 64 * 1024 * 1024
#: Results with these may come out otherwise the next time.
_PASSING = frozenset({Reason.INTERNAL, Reason.INTERRUPTED, Reason.PARSER_LIMIT})


def folder(environ: Mapping[str, str]) -> Path:
    """The folder for results: the user's own for caches, as each system has it."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "bearproof"
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "bearproof" / "Cache"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bearproof"


class Memory:
    """The results in one folder."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def key(self, files: Iterable[tuple[str, bytes]], skipped: Iterable[NotLooked], chosen: Settings) -> str:
        """The digest under which the result of these files is kept."""
        # How a result is shown and judged changes nothing in it.
        asked = replace(chosen, format="", color="", fail_on=None, allow_incomplete=False)
        digest = hashlib.blake2b(digest_size=20)
        about = repr((_SHAPE, bearproof.__version__, _program(), asked, sorted(skipped)))
        digest.update(about.encode("utf-8", "replace"))
        for path, raw in sorted(files):
            digest.update(f"{path}\0{len(raw)}\0".encode("utf-8", "surrogatepass"))
            digest.update(raw)
        return digest.hexdigest()

    def recall(self, key: str, root: str) -> Result | None:
        """The result that is kept under the key, as of this root; None when there is none that can be read."""
        try:
            text = (self._place / f"{key}.json").read_text(encoding="utf-8")
            found: Result = _made(Result, json.loads(text))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return replace(found, root=root)

    def keep(self, key: str, result: Result) -> None:
        """Keep a whole result; where that cannot be done, nothing is kept and nothing is said."""
        if result.interrupted or any(item.reason in _PASSING for item in result.not_looked):
            return
        self._write(f"{key}.json", _plain(result))

    def docs(self) -> dict[str, CheckDoc] | None:
        """What the checks of this very program say of themselves; None when that is not kept."""
        try:
            found = json.loads((self._place / self._docs()).read_text(encoding="utf-8"))
            return {name: _made(CheckDoc, each) for name, each in found.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def keep_docs(self, known: Mapping[str, CheckDoc]) -> None:
        """Keep what the checks say of themselves."""
        self._write(self._docs(), {name: _plain(each) for name, each in known.items()})

    def _docs(self) -> str:
        about = repr((_SHAPE, bearproof.__version__, _program()))
        return f"checks-{hashlib.blake2b(about.encode(), digest_size=20).hexdigest()}.json"

    def _write(self, name: str, value: object) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self._place / f"{name}.{os.getpid()}.part"
            draft.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
            draft.replace(self._place / name)
            self._prune()

    def _prune(self) -> None:
        """Let go of the oldest results when there are many, or large ones."""
        known = sorted(self._place.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        total = 0
        for count, path in enumerate(known):
            total += path.stat().st_size
            if count >= _MOST_FILES or total > _MOST_BYTES:
                path.unlink(missing_ok=True)


@cache
def _program() -> list[tuple[str, int, int]]:
    """Our own files as they are now: what it knows may change without its version."""
    own = Path(bearproof.__file__).parent
    found = [(path, path.stat()) for path in sorted(own.rglob("*.py")) if "lab" not in path.relative_to(own).parts[:1]]
    return [(path.relative_to(own).as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in found]


def _plain(value: object) -> object:
    """Values of `findings` as JSON can hold them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (tuple, list, frozenset)) else value


def _made(kind: Any, value: Any) -> Any:  # noqa: ANN401  # the types are those of `findings`, read at run time
    """A value of a type of `findings`, from JSON. KeyError, TypeError or ValueError for what is none."""
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _made(_hints(kind)[name], item) for name, item in value.items()})
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if kind is object:
        return tuple(_made(object, item) for item in value) if isinstance(value, list) else value
    if get_origin(kind) is not None:
        return _composed(get_origin(kind), get_args(kind), value)
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value


def _composed(origin: Any, parts: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401  # as above
    if origin in (Union, types.UnionType):
        return None if value is None else _made(next(part for part in parts if part is not type(None)), value)
    if origin is tuple:
        return tuple(_made(parts[0], item) for item in value)
    return types.MappingProxyType({str(key): str(item) for key, item in value.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
