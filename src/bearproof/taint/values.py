"""What can a value be, as far as we know? Constants, functions, objects, library things, or one of several."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from bearproof.model.labels import Label, Labels, merged

if TYPE_CHECKING:
    from bearproof.model.events import Atom
    from bearproof.model.ir import Code
    from bearproof.model.project import Module
    from bearproof.taint.frames import Frame

_MOST_OPTIONS = 6
Fact = tuple[object, ...]


class Value:
    """What is known of a value. `labels` are its own; those of a container's elements are with the elements."""

    __slots__ = ("labels",)
    labels: Labels

    def memo(self) -> object:
        """A key under which calls with this value can be remembered; None when they cannot."""
        return None

    def with_labels(self, labels: Labels) -> Value:
        """The same value with other labels."""
        del labels
        return self


class Const(Value):
    """A constant of the source."""

    __slots__ = ("value",)

    def __init__(self, value: object, labels: Labels = ()) -> None:
        self.value, self.labels = value, labels

    def memo(self) -> object:
        """See `Value`."""
        return (type(self.value), self.value, *map(_identity, self.labels))

    def with_labels(self, labels: Labels) -> Value:
        """See `Value`."""
        return Const(self.value, labels)


class Ext(Value):
    """Something of a library, by qualified name; the empty name is a value of which nothing is known.

    `ident` tells objects of one library class apart: it is where they were made.
    """

    __slots__ = ("ident", "name")

    def __init__(self, name: str = "", labels: Labels = (), ident: tuple[object, ...] = ()) -> None:
        self.name, self.labels, self.ident = name, labels, ident

    def memo(self) -> object:
        """See `Value`."""
        return ("ext", self.name, self.ident, *map(_identity, self.labels))

    def with_labels(self, labels: Labels) -> Value:
        """See `Value`."""
        return Ext(self.name, labels, self.ident)


class Ref(Value):
    """A reference to a record in the store: a list, a dictionary, an instance."""

    __slots__ = ("id",)

    def __init__(self, id_: int) -> None:
        self.id, self.labels = id_, ()


class Func(Value):
    """A function of the scanned app, with what it closes over; `bound` is its receiver.

    `shown` is the function that a wrapper passes itself off as (`functools.wraps`); `wrapped` names library decorators.
    `setter` is a property's; `overloads` the list of functions that a call may run instead (`singledispatch`).
    """

    __slots__ = (
        "bound", "cls", "code", "defaults", "frame", "given", "keyword_defaults", "kind", "overloads", "setter",
        "shown", "wrapped",
    )  # fmt: skip

    def __init__(
        self,
        code: Code,
        frame: Frame,
        defaults: tuple[Value, ...] = (),
        keyword_defaults: tuple[Value | None, ...] = (),
    ) -> None:
        self.code, self.frame, self.defaults, self.keyword_defaults = code, frame, defaults, keyword_defaults
        self.bound: Value | None = None
        self.cls: Class | None = None
        self.kind = "function"
        self.shown: Func | None = None
        #: What the object of a view's class is made with, for each request.
        self.given: tuple[tuple[Value, ...], dict[str, Value]] = ((), {})
        self.setter: Func | None = None
        self.overloads: Ref | None = None
        self.wrapped: tuple[str, ...] = ()
        self.labels = ()

    def copy(self) -> Func:
        """The same function, to be bound or marked otherwise."""
        other = Func(self.code, self.frame, self.defaults, self.keyword_defaults)
        other.bound, other.cls, other.kind, other.wrapped = self.bound, self.cls, self.kind, self.wrapped
        other.shown, other.setter, other.overloads = self.shown, self.setter, self.overloads
        other.given = self.given
        return other

    def memo(self) -> object:
        """See `Value`."""
        bound = None if self.bound is None else self.bound.memo()
        return None if self.bound is not None and bound is None else ("func", self.code.key, self.frame.id, bound)


class Class(Value):
    """A class of the scanned app. `attrs` are shared by all who see it."""

    __slots__ = ("attrs", "bases", "fields", "frame", "key", "meta", "name", "order", "path", "pos", "wrapped")

    def __init__(self, name: str, bases: tuple[Value, ...], key: int) -> None:
        self.name, self.bases, self.key = name, bases, key
        self.attrs: dict[str, Value] = {}
        self.fields: tuple[str, ...] = ()
        self.frame: Frame | None = None
        #: The metaclass, where it is of the app; and the classes in which a member is looked for, once asked for.
        self.meta: Class | None = None
        self.order: tuple[Class, ...] = ()
        self.path = ""
        self.pos = (0, 0, 0, 0)
        self.wrapped: tuple[str, ...] = ()
        self.labels = ()

    def memo(self) -> object:
        """See `Value`."""
        return ("class", self.key)


class ModuleValue(Value):
    """A module of the scanned app."""

    __slots__ = ("module",)

    def __init__(self, module: Module) -> None:
        self.module, self.labels = module, ()

    def memo(self) -> object:
        """See `Value`."""
        return ("module", self.module.path)


class Lazy(Value):
    """A name of a module of the app that was imported and not used yet."""

    __slots__ = ("module", "name")

    def __init__(self, module: Module, name: str) -> None:
        self.module, self.name, self.labels = module, name, ()

    def memo(self) -> object:
        """See `Value`."""
        return ("lazy", self.module.path, self.name)


class Partial(Value):
    """A callable with some arguments already given."""

    __slots__ = ("args", "func", "keywords")

    def __init__(self, func: Value, args: tuple[Value, ...], keywords: dict[str, Value]) -> None:
        self.func, self.args, self.keywords, self.labels = func, args, keywords, ()


class Method(Value):
    """A method of a constant or container, taken without being called."""

    __slots__ = ("name", "receiver")

    def __init__(self, receiver: Value, name: str) -> None:
        self.receiver, self.name, self.labels = receiver, name, receiver.labels


class Wraps(Value):
    """What `functools.wraps(f)` answers: a decorator that makes a wrapper pass itself off as `f`."""

    __slots__ = ("shown",)

    def __init__(self, shown: Func) -> None:
        self.shown, self.labels = shown, ()


class View(Value):
    """A view function made from a class (`as_view`)."""

    __slots__ = ("args", "cls", "keywords")

    def __init__(self, cls: Class, args: tuple[Value, ...] = (), keywords: dict[str, Value] | None = None) -> None:
        self.cls, self.args, self.keywords, self.labels = cls, args, keywords or {}, ()


class Super(Value):
    """What `super()` answers: the attributes of an instance as seen after class `after`."""

    __slots__ = ("after", "receiver")

    def __init__(self, after: Class, receiver: Value) -> None:
        self.after, self.receiver, self.labels = after, receiver, ()


class Cond(Value):
    """A truth value whose making is known: the atoms it was computed from, and what holds when it is true or false."""

    __slots__ = ("atoms", "when_false", "when_true")

    def __init__(
        self,
        atoms: tuple[Atom, ...],
        labels: Labels,
        when_true: frozenset[Fact] = frozenset(),
        when_false: frozenset[Fact] = frozenset(),
    ) -> None:
        self.atoms, self.labels, self.when_true, self.when_false = atoms, labels, when_true, when_false

    def negated(self) -> Cond:
        """The same condition with `not` before it."""
        return Cond(self.atoms, self.labels, self.when_false, self.when_true)

    def with_labels(self, labels: Labels) -> Value:
        """See `Value`."""
        return Cond(self.atoms, labels, self.when_true, self.when_false)


class Match(Cond):
    """What a regular expression found, or that it found nothing; `freedom` says how much its pattern leaves."""

    __slots__ = ("freedom",)

    def __init__(self, cond: Cond, freedom: int) -> None:
        super().__init__(cond.atoms, cond.labels, cond.when_true, cond.when_false)
        self.freedom = freedom

    def with_labels(self, labels: Labels) -> Value:
        """See `Value`."""
        return Match(Cond(self.atoms, labels, self.when_true, self.when_false), self.freedom)


class Union(Value):
    """One of several values; those with the same `token` were read from one value, option for option."""

    __slots__ = ("options", "token")

    def __init__(self, options: tuple[Value, ...], token: int = 0) -> None:
        self.options, self.token = options, token
        self.labels = merged(*(option.labels for option in options))

    def with_labels(self, labels: Labels) -> Value:
        """See `Value`: each option that had labels keeps its own of them, as they are now."""
        if len(labels) != len(self.labels):
            return Ext("", labels)
        now = {old.key: new for old, new in zip(self.labels, labels, strict=True)}
        kept = [
            option.with_labels(tuple(now[label.key] for label in option.labels if label.key in now))
            if option.labels
            else option
            for option in self.options
        ]
        return Union(tuple(kept), self.token)


@dataclass(slots=True)
class Sequence:
    """A list, tuple or set. `items` are the known elements in order, or None; `rest` is any further element."""

    kind: str
    items: tuple[Value, ...] | None
    rest: Value | None = None


@dataclass(slots=True)
class Mapping:
    """A dictionary: known keys, and what stands under any other key.

    `owner` is the object whose attributes it is; `factory` makes the value of a key that is not there; `names` are the
    labels of keys under which something was written; `last` are the known keys that were written after anything that
    may have stood under them.
    """

    items: dict[object, Value]
    rest: Value | None = None
    owner: Value | None = None
    factory: Value | None = None
    names: Labels = ()
    last: frozenset[object] = frozenset()


@dataclass(slots=True)
class Instance:
    """An object of a class of the scanned app. `rest` holds what was written under unknown attribute names."""

    cls: Class
    fields: dict[str, Value] = field(default_factory=dict)
    rest: Value | None = None


Record = Sequence | Mapping | Instance
UNKNOWN = Ext()
#: Marks the identity of a method of an object of which nothing is known, and of what it answers.
METHOD = "<method>"
NONE = Const(None)


def _identity(label: Label) -> tuple[object, int]:
    return (label.key, id(label.trace))


def by_name(items: dict[str, Value]) -> dict[object, Value]:
    """Named values as the items of a `Mapping`, whose keys may be anything."""
    return cast("dict[object, Value]", dict(items))


def join(left: Value, right: Value) -> Value:
    """A value that is one or the other."""
    if left is right:
        return left
    if isinstance(left, Union) or isinstance(right, Union):
        return _join_options(left, right)
    same = _same(left, right)
    return same if same is not None else Union((left, right))


def join_all(values: list[Value]) -> Value:
    """A value that is any of these; unknown when there are none."""
    if not values:
        return UNKNOWN
    out = values[0]
    for value in values[1:]:
        out = join(out, value)
    return out


def options(value: Value) -> tuple[Value, ...]:
    """The values that a value may be."""
    return value.options if isinstance(value, Union) else (value,)


def _same(left: Value, right: Value) -> Value | None:
    if isinstance(left, Const) and isinstance(right, Const):
        if type(left.value) is type(right.value) and left.value == right.value:
            return left if not right.labels else Const(left.value, merged(left.labels, right.labels))
    elif isinstance(left, Ext) and isinstance(right, Ext):
        if left.name == right.name and left.ident == right.ident:
            return left if not right.labels else Ext(left.name, merged(left.labels, right.labels), left.ident)
    elif isinstance(left, Ref) and isinstance(right, Ref):
        return left if left.id == right.id else None
    elif isinstance(left, Cond) and isinstance(right, Cond):
        return Cond(
            (*left.atoms, *right.atoms)[:12],
            merged(left.labels, right.labels),
            left.when_true & right.when_true,
            left.when_false & right.when_false,
        )
    elif type(left) is type(right):
        key = left.memo()
        return left if key is not None and key == right.memo() else None
    return None


def _join_options(left: Value, right: Value) -> Value:
    out = list(options(left))
    for option in options(right):
        for at, known in enumerate(out):
            same = known if known is option else _same(known, option)
            if same is not None:
                out[at] = same
                break
        else:
            out.append(option)
    if len(out) == 1:
        return out[0]
    if len(out) > _MOST_OPTIONS:
        plain = [option for option in out if isinstance(option, (Const, Ext, Cond))]
        kept = [option for option in out if not isinstance(option, (Const, Ext, Cond))]
        folded = plain if len(plain) < 2 else [Ext("", merged(*(option.labels for option in plain)))]
        out = [*kept[: _MOST_OPTIONS * 2], *folded]
    return Union(tuple(out))
