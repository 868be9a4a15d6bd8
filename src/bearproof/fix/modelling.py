"""Which fields may a document have? A pydantic model, written from what the source reads and compares."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bearproof.findings import Input
from bearproof.fix.editing import names
from bearproof.fix.editing.imports import Refused

#: Names that mean something to pydantic's BaseModel.
_TAKEN = re.compile(r"_|model_|(?:json|dict|copy|schema|construct|validate|parse_\w+|update_forward_refs|fields)$")
_SIMPLE = {bool: ("bool", "False"), int: ("int", "0"), float: ("float", "0.0"), str: ("str", '""')}
_WORDS = {"bool": "true or false", "int": "a whole number", "float": "a number", "str": "text"}
_ANY = ("JsonValue", "None")


@dataclass(slots=True)
class _Field:
    """One key: what is compared with it, whether it must be there, and the keys below it."""

    required: bool = False
    values: list[object] = field(default_factory=list)
    below: dict[str, _Field] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Model:
    """The text of a model and those inside it."""

    name: str
    root: Mapping[str, _Field]

    @property
    def needs(self) -> tuple[str, ...]:
        """The names of pydantic that the text uses, sorted."""
        wanted = {"BaseModel", "ConfigDict"}
        if self.aliased or any(each.below and not each.required for each in _all(self.root)):
            wanted.add("Field")
        if any(_type(each)[0].count("JsonValue") for _, each in _leaves(self.root)):
            wanted.add("JsonValue")
        return tuple(sorted(wanted))

    @property
    def aliased(self) -> bool:
        """Whether a key is no name that a model's field can have."""
        return any(_name(key) != key for key in _keys(self.root))

    @property
    def inner(self) -> tuple[str, ...]:
        """The names of the models inside it."""
        names_ = dict.fromkeys(("BaseModel", "ConfigDict", "Field", "JsonValue"), "")
        return tuple(re.findall(r"^class (\w+)", self.text(names_), re.MULTILINE)[:-1])

    def text(self, pydantic: Mapping[str, str]) -> str:
        """The source, inner models first; `pydantic` says how its names are written."""
        return "\n\n\n".join(_classes(self.name, self.root, pydantic, "What a caller may send; nothing else."))

    def told(self) -> tuple[str, str]:
        """The guessed types in words, and the keys that nothing is known of."""
        guessed, unknown = [], []
        for path, each in _leaves(self.root):
            kind = _type(each)[0]
            if kind == "JsonValue":
                unknown.append(path)
            else:
                guessed.append(f"{path} is {_WORDS.get(kind, 'a list')}")
        return ", ".join(guessed), ", ".join(unknown)


def model_of(fields: Iterable[Input], name: str) -> Model:
    """The model of the fields that are read; Refused for keys that are not all text."""
    root: dict[str, _Field] = {}
    for each in fields:
        if not each.keys or each.chain:
            raise Refused("what is read is no plain field")
        level = root
        for key in each.keys[:-1]:
            level = level.setdefault(key, _Field()).below
        leaf = level.setdefault(each.keys[-1], _Field())
        leaf.required |= each.required
        leaf.values += each.values
    return Model(name, root)


def sample(fields: Iterable[Input]) -> str:
    """A document of the new form, with values that the source knows."""
    document: dict[str, object] = {}
    for each in fields:
        level: dict[str, object] = document
        for key in each.keys[:-1]:
            inner = level.get(key)
            if not isinstance(inner, dict):
                inner = level[key] = {}
            level = inner
        if each.keys and not isinstance(level.get(each.keys[-1]), dict):
            first = each.values[0] if each.values else "…"
            level[each.keys[-1]] = list(first) if isinstance(first, (tuple, frozenset)) else first
    try:
        return json.dumps(document, ensure_ascii=False)
    except (TypeError, ValueError):
        return "an object with those fields"


def _classes(name: str, level: Mapping[str, _Field], pydantic: Mapping[str, str], said: str) -> list[str]:
    found: list[str] = []
    lines = [
        f"class {name}({pydantic['BaseModel']}):",
        f'    """{said}"""',
        "",
        f'    model_config = {pydantic["ConfigDict"]}(strict=True, extra="forbid")',
        "",
    ]
    # Two keys may become one name; then the second is not offered under a third.
    if len({_name(key) for key in level}) < len(level):
        raise Refused("two keys have one name")
    for key, each in level.items():
        if each.below:
            kind = f"{name}{''.join(part.capitalize() for part in _name(key).split('_'))}"
            found += _classes(kind, each.below, pydantic, f"What stands under {json.dumps(key)}.".replace('"', "`"))
            default = "None"
        else:
            kind, default = _type(each)
            kind = kind.replace("JsonValue", pydantic.get("JsonValue", "JsonValue"))
        lines.append(f"    {_name(key)}: {kind}{_default(key, each, default, pydantic)}")
    return [*found, "\n".join(lines)]


def _default(key: str, each: _Field, default: str, pydantic: Mapping[str, str]) -> str:
    if _name(key) != key:
        given = "" if each.required else f"{default}, "
        return f" = {pydantic['Field']}({given}alias={json.dumps(key)})"
    if each.required:
        return ""
    if each.below:
        # Never delivered: only what was sent is handed on.
        return f" = {pydantic['Field']}(default=None)"
    return f" = {default}"


def _type(each: _Field) -> tuple[str, str]:
    """The type that the compared values suggest, and a default of it, which is never handed on."""
    kinds: set[tuple[str, str]] = set()
    for value in each.values:
        if isinstance(value, (tuple, list, set, frozenset)):
            # Something is looked for inside it.
            plain = all(isinstance(item, str) for item in value)
            return ("list[str]" if plain else "list[JsonValue]"), "[]"
        kinds.add(_SIMPLE.get(type(value), _ANY))
    return kinds.pop() if len(kinds) == 1 else _ANY


def _name(key: str) -> str:
    name = names.identifier(key)
    return f"field_{name.strip('_')}" if _TAKEN.match(name) else name


def _all(level: Mapping[str, _Field]) -> Iterable[_Field]:
    for each in level.values():
        yield each
        yield from _all(each.below)


def _keys(level: Mapping[str, _Field]) -> Iterable[str]:
    for key, each in level.items():
        yield key
        yield from _keys(each.below)


def _leaves(level: Mapping[str, _Field], above: str = "") -> Iterable[tuple[str, _Field]]:
    for key, each in level.items():
        if each.below:
            yield from _leaves(each.below, f"{above}{key}.")
        else:
            yield f"{above}{key}", each
