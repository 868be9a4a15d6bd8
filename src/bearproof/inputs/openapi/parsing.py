"""Is this text a document at all? JSON or YAML, as plain mappings with text for keys, of a size that can be walked."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from types import ModuleType
from typing import cast

from bearproof.errors import SpecProblem

_MOST_BYTES = 20 * 1024 * 1024
#: YAML may name one list a thousand times: what it stands for is counted, not what is written.
_MOST_NODES, _DEEPEST = 1_000_000, 200
_ADVICE = "mend the document there, or give another with --spec"

Mapping = dict[str, object]


def parsed(path: Path, shown: str) -> Mapping:
    """The document in a file. Raises SpecProblem, with the place in the file and what to do."""
    return parsed_text(_text(path, shown), shown)


def parsed_text(text: str, shown: str) -> Mapping:
    """The document that a text is; `shown` is what errors call it. Raises SpecProblem as above."""
    loaded = _json(text, shown) if text.lstrip()[:1] in {"{", "["} else _yaml(text, shown)
    plain = _Plain(shown).of(loaded, 0)
    if not isinstance(plain, dict):
        raise SpecProblem(f"{shown}: the document is no mapping", advice=_ADVICE)
    return plain


def _text(path: Path, shown: str) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SpecProblem(f"{shown} is larger than {_MOST_BYTES // 1024 // 1024} MiB", advice=_ADVICE)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SpecProblem(f"{shown}: byte {error.start} is not UTF-8", advice="save the document as UTF-8") from error
    except OSError as error:
        raise SpecProblem(f"{shown} cannot be read: {error.strerror}", advice="check the path of --spec") from error


def _json(text: str, shown: str) -> object:
    try:
        return cast("object", json.loads(text))
    except json.JSONDecodeError as error:
        raise SpecProblem(f"{shown}:{error.lineno}:{error.colno}: not JSON: {error.msg}", advice=_ADVICE) from error
    except RecursionError as error:
        raise SpecProblem(f"{shown} nests deeper than it can be read", advice=_ADVICE) from error


def _yaml(text: str, shown: str) -> object:
    try:
        import yaml  # noqa: PLC0415  # only a document in YAML needs it, and it may be absent
    except ImportError as error:
        advice = "pip install pyyaml, or give the document as JSON"
        raise SpecProblem(f"{shown} is YAML, which is read with PyYAML, and that is absent", advice=advice) from error
    try:
        return cast("object", yaml.load(text, Loader=_loader(yaml)))  # noqa: S506  # a safe loader, of which there is less
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{shown}:{mark.line + 1}:{mark.column + 1}" if mark is not None else shown
        raise SpecProblem(f"{place}: not YAML: {error.problem or error.context}", advice=_ADVICE) from error
    except (yaml.YAMLError, ValueError) as error:
        raise SpecProblem(f"{shown}: not YAML: {error}", advice=_ADVICE) from error
    except RecursionError as error:
        raise SpecProblem(f"{shown} nests deeper than it can be read", advice=_ADVICE) from error


def _loader(yaml: ModuleType) -> type:
    """A safe loader with the words of YAML 1.2: `no`, `on` and a date are texts, as OpenAPI has them."""
    safe: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = {
        first: [(tag, pattern) for tag, pattern in several if tag.rpartition(":")[2] not in {"bool", "timestamp"}]
        for first, several in safe.yaml_implicit_resolvers.items()  # type: ignore[attr-defined]  # a loader of PyYAML
    }
    loader = type("_Loader", (safe,), {"yaml_implicit_resolvers": kept})
    truth = re.compile("^(?:true|True|TRUE|false|False|FALSE)$")
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", truth, list("tTfF"))  # type: ignore[attr-defined]  # the same
    return loader


class _Plain:
    """Copies a loaded document into what JSON can hold, and stops at one that never ends."""

    def __init__(self, shown: str) -> None:
        self._shown, self._nodes = shown, 0

    def of(self, value: object, depth: int) -> object:
        self._nodes += 1
        if self._nodes > _MOST_NODES or depth > _DEEPEST:
            raise SpecProblem(f"{self._shown} stands for more than can be walked", advice=_ADVICE)
        if isinstance(value, dict):
            return {_key(key): self.of(item, depth + 1) for key, item in value.items()}
        if isinstance(value, (list, tuple, set)):
            return [self.of(item, depth + 1) for item in value]
        if isinstance(value, (dt.date, dt.datetime)):
            return value.isoformat()
        return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _key(key: object) -> str:
    # `200:` and `true:` are a number and a truth value in YAML, and names in a document.
    return {True: "true", False: "false", None: "null"}[key] if isinstance(key, (bool, type(None))) else str(key)
