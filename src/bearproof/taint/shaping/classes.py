"""Which schemas does the app declare? Those of the classes that take request data in, and of all that they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from bearproof.catalog import schemas, shapes
from bearproof.model import ir
from bearproof.model.app import Shape
from bearproof.model.hinting import Member
from bearproof.taint.frames import BudgetSpent, Frame, Machine
from bearproof.taint.interpreter import containers, objects
from bearproof.taint.shaping import field_objects, hinted, looking
from bearproof.taint.shaping.hinted import Schema
from bearproof.taint.values import Class, Const, Mapping

#: An app with more schemas than this has a document that nobody reads.
_MOST = 400
_STEPS = 20_000
_UNFIT = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(slots=True)
class Shapes:
    """The schemas of one app: each class has one name, and is looked at once."""

    machine: Machine
    names: dict[int, str] = field(default_factory=dict)
    _told: dict[str, tuple[Class, Schema]] = field(default_factory=dict)

    def add(self, keys: Iterable[int]) -> None:
        """Look at classes by their numbers, and at what they refer to."""
        m = self.machine
        # What is looked up here is no part of any request.
        m.log, m.steps, m.budget = [], 0, _STEPS
        for key in keys:
            cls = m.routing.classes.get(key)
            if cls is not None:
                self.refer(cls)

    def all(self) -> Iterator[Shape]:
        """Every schema, in order of discovery."""
        for name, (cls, schema) in self._told.items():
            yield Shape(name, cls.path, cls.pos, json.dumps(schema, ensure_ascii=True, allow_nan=False, default=str))

    def refer(self, cls: Class) -> Schema:
        """A reference to the schema of a class."""
        if cls.key not in self.names:
            if len(self.names) >= _MOST:
                return {}
            self.names[cls.key] = name = self._free(_UNFIT.sub("_", cls.name) or "Schema")
            # The name stands before the schema is made: a class that holds itself refers to it.
            self._told[name] = (cls, {})
            try:
                self._told[name] = (cls, self._schema(cls))
            except (BudgetSpent, RecursionError):
                self._told[name] = (cls, {"type": "object"})
        return {"$ref": f"#/components/schemas/{self.names[cls.key]}"}

    def _free(self, name: str) -> str:
        taken, out, number = set(self.names.values()), name, 2
        while out in taken:
            out, number = f"{name}{number}", number + 1
        return out

    def _schema(self, cls: Class) -> Schema:
        bases = objects.library_bases(cls)
        if any(base.startswith("enum.") for base in bases):
            return _enumeration(cls)
        by_object = any(base in schemas.FIELD_SCHEMAS or base in shapes.FORMS for base in bases)
        fields: dict[str, field_objects.Field] = {}
        for item in reversed(objects.mro(cls)):
            frame = item.frame or cls.frame
            total = _total(self.machine, item)
            if frame is None:
                continue
            for member in self._members(item):
                refer = partial(self._from, item)
                if by_object:
                    found = field_objects.field_of(self.machine, frame, member.name, member.value, refer)
                else:
                    found = self._by_annotation(frame, member, refer, total=total)
                if found is not None:
                    fields[member.name] = found
        out: Schema = {"type": "object", "properties": {each.name: each.schema for each in fields.values()}}
        needed = [each.name for each in fields.values() if each.required]
        if needed:
            out["required"] = needed
        if _refuses_more(self.machine, cls):
            out["additionalProperties"] = False
        return out

    def _members(self, cls: Class) -> tuple[Member, ...]:
        return self.machine.routing.hints(self.machine.project).members(cls.path, cls.pos)

    def _from(self, own: Class, named: Class | None) -> Schema:
        return self.refer(own if named is None else named)

    def _by_annotation(
        self, frame: Frame, member: Member, refer: hinted.Refer, *, total: bool
    ) -> field_objects.Field | None:
        m, hint, value = self.machine, member.annotation, member.value
        if hint is None or member.name.startswith("_") or member.name == "model_config":
            return None
        outer = looking.value_of(m, frame, hint.value) if isinstance(hint, ir.Index) else None
        word = getattr(outer, "name", "").rpartition(".")[2]
        if word == "ClassVar":
            return None
        schema = hinted.limits(m, frame, value, hinted.schema_of(m, frame, hint, refer))
        call = looking.called(m, frame, value)
        name, default, has_default = member.name, looking.constant(m, frame, value), value is not None
        if call is not None and call[0] in shapes.FIELDS:
            first = looking.argument(call[1], "default", 0)
            default = looking.constant(m, frame, first)
            has_default = any(key in shapes.DEFAULTS for key, _ in call[1].keywords) or bool(call[1].args)
            has_default &= not (isinstance(first, ir.Const) and first.value is ...)
            aliases = (looking.constant(m, frame, looking.argument(call[1], key)) for key in shapes.ALIASES)
            name = next((str(each[0]) for each in aliases if each is not None and isinstance(each[0], str)), name)
        if has_default and default is not None and default[0] is not None:
            schema = {**schema, "default": default[0]}
        required = not has_default and (total or word == "Required") and word != "NotRequired"
        return field_objects.Field(name, schema, required)


def _enumeration(cls: Class) -> Schema:
    values = [
        held.value for held in cls.attrs.values() if isinstance(held, Const) and isinstance(held.value, (str, int))
    ]
    texts = bool(values) and all(isinstance(value, str) for value in values)
    return {"type": "string", "enum": values} if texts else {"enum": values} if values else {}


def _total(m: Machine, cls: Class) -> bool:
    """Whether every key of a dictionary's type must be there."""
    said = m.routing.hints(m.project).keywords(cls.path, cls.pos).get("total")
    return not (isinstance(said, ir.Const) and said.value is False)


def _refuses_more(m: Machine, cls: Class) -> bool:
    """Whether a schema says of itself that it takes nothing that it does not name."""
    for name in ("model_config", "Config"):
        held = objects.find_member(cls, name)
        record = containers.record_of(m, held) if held is not None else None
        said = record.items.get("extra") if isinstance(record, Mapping) else None
        said = objects.find_member(held, "extra") if isinstance(held, Class) else said
        if isinstance(said, Const) and said.value == "forbid":
            return True
    said_of_class = m.routing.hints(m.project).keywords(cls.path, cls.pos).get("forbid_unknown_fields")
    return isinstance(said_of_class, ir.Const) and said_of_class.value is True
