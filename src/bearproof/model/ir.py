"""What does a function do? The intermediate form: small nodes, lowered from `ast` once and kept instead of it.

Nodes are mutable slotted dataclasses, not frozen ones: a frozen constructor costs three times as much, and lowering
makes millions of them. Nothing changes a node after it was made, but for the value that a literal remembers. `pos` is
(line, column, end line, end column) as `ast` counts them: lines from 1, columns in UTF-8 bytes from 0.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

Pos = tuple[int, int, int, int]


class Expr:
    """An expression; each kind is a subclass."""

    __slots__ = ()


class Stmt:
    """A statement; each kind is a subclass."""

    __slots__ = ()


@dataclass(slots=True, eq=False, repr=False)
class Const(Expr):
    """A literal. `known` is the engine's value for it, made once."""

    value: object
    known: object = None


@dataclass(slots=True, eq=False, repr=False)
class Name(Expr):
    """A name that is read."""

    id: str
    pos: Pos = (0, 0, 0, 0)


@dataclass(slots=True, eq=False, repr=False)
class Attr(Expr):
    """`value.name`, read."""

    value: Expr
    name: str
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Index(Expr):
    """`value[index]`, read."""

    value: Expr
    index: Expr
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Slice(Expr):
    """The `a:b:c` inside an index; constants only are kept apart from the rest."""

    parts: tuple[Expr | None, Expr | None, Expr | None]


@dataclass(slots=True, eq=False, repr=False)
class Star(Expr):
    """`*value` in a call or a display."""

    value: Expr


@dataclass(slots=True, eq=False, repr=False)
class Call(Expr):
    """A call; a keyword without a name is `**value`."""

    func: Expr
    args: list[Expr]
    keywords: list[tuple[str | None, Expr]]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Binary(Expr):
    """An arithmetic or bitwise operation; `op` is the name of the `ast` operator class."""

    op: str
    left: Expr
    right: Expr
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Unary(Expr):
    """`not x`, `-x`, `+x`, `~x`."""

    op: str
    value: Expr


@dataclass(slots=True, eq=False, repr=False)
class Logic(Expr):
    """`and` (`conjunction`) or `or` over two or more values."""

    conjunction: bool
    values: list[Expr]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Compare(Expr):
    """A comparison chain."""

    left: Expr
    ops: list[str]
    rights: list[Expr]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Choice(Expr):
    """`a if test else b`."""

    test: Expr
    then: Expr
    other: Expr
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Display(Expr):
    """A list, tuple or set display; `kind` is its name."""

    kind: str
    items: list[Expr]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class DictDisplay(Expr):
    """A dictionary display; a missing key is `**value`."""

    items: list[tuple[Expr | None, Expr]]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Text(Expr):
    """An f-string."""

    parts: list[Expr]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Comprehension(Expr):
    """A comprehension or generator expression; `key` is set for dictionaries."""

    kind: str
    key: Expr | None
    element: Expr
    loops: list[tuple[Expr, Expr, list[Expr]]]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Lambda(Expr):
    """A lambda; its code is complete at once."""

    code: Code
    defaults: list[Expr]
    keyword_defaults: list[Expr | None]


@dataclass(slots=True, eq=False, repr=False)
class Await(Expr):
    """`await value`, or the value of a `yield from`."""

    value: Expr


@dataclass(slots=True, eq=False, repr=False)
class Yield(Expr):
    """`yield value`; `many` for `yield from`."""

    value: Expr | None
    many: bool


@dataclass(slots=True, eq=False, repr=False)
class Bind(Expr):
    """`name := value`."""

    name: str
    value: Expr
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Assign(Stmt):
    """One or more targets (Name, Attr, Index, Display, Star) that get a value."""

    targets: list[Expr]
    value: Expr
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Update(Stmt):
    """`target op= value`."""

    target: Expr
    op: str
    value: Expr
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Evaluate(Stmt):
    """An expression for its effects."""

    value: Expr


@dataclass(slots=True, eq=False, repr=False)
class Return(Stmt):
    """`return value`."""

    value: Expr | None
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Raise(Stmt):
    """`raise value`."""

    value: Expr | None
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class If(Stmt):
    """A branch."""

    test: Expr
    body: list[Stmt]
    other: list[Stmt]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class While(Stmt):
    """A `while` loop."""

    test: Expr
    body: list[Stmt]
    other: list[Stmt]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class For(Stmt):
    """A `for` loop."""

    target: Expr
    iterable: Expr
    body: list[Stmt]
    other: list[Stmt]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Try(Stmt):
    """`try`: the handlers are (types, name, body)."""

    body: list[Stmt]
    handlers: list[tuple[Expr | None, str | None, list[Stmt]]]
    other: list[Stmt]
    final: list[Stmt]


@dataclass(slots=True, eq=False, repr=False)
class With(Stmt):
    """`with`: context expressions and their targets."""

    items: list[tuple[Expr, Expr | None]]
    body: list[Stmt]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Define(Stmt):
    """A function definition; its body is lowered when it is first run."""

    code: Code
    decorators: list[Expr]
    defaults: list[Expr]
    keyword_defaults: list[Expr | None]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class DefineClass(Stmt):
    """A class definition."""

    name: str
    bases: list[Expr]
    keywords: list[tuple[str | None, Expr]]
    decorators: list[Expr]
    body: list[Stmt]
    fields: list[str]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Import(Stmt):
    """`import module as name`; without `as` the name is the first part and `module` stays whole."""

    module: str
    name: str
    whole: bool


@dataclass(slots=True, eq=False, repr=False)
class ImportFrom(Stmt):
    """`from module import name as alias`; `level` counts the dots."""

    module: str
    level: int
    names: list[tuple[str, str]]
    pos: Pos


@dataclass(slots=True, eq=False, repr=False)
class Outer(Stmt):
    """`global` and `nonlocal` names."""

    names: list[str]
    is_global: bool


@dataclass(slots=True, eq=False, repr=False)
class Delete(Stmt):
    """`del` of names, attributes and items."""

    targets: list[Expr]


@dataclass(slots=True, eq=False, repr=False)
class Assert(Stmt):
    """An assertion: evaluated, never a guard, because `-O` removes it."""

    test: Expr


@dataclass(slots=True, eq=False, repr=False)
class Jump(Stmt):
    """`break` or `continue`."""

    is_break: bool


@dataclass(slots=True, eq=False, repr=False)
class Code:
    """One function. `body` is None until it is first run: then `pending` is lowered and let go.

    `params` are (name, kind) with kinds `pos`, `kw`, `*`, `**`; `text` is the byte span of lines for the byte search.
    """

    name: str
    path: str
    pos: Pos
    params: list[tuple[str, str]]
    pending: ast.FunctionDef | ast.AsyncFunctionDef | None = None
    body: list[Stmt] | None = None
    is_generator: bool = False
    runs: int = 0
    owner: str = ""
    key: int = field(default=0)
