"""How does an expression become the intermediate form?"""

# the tables at the end name the methods of the class above them
# ruff: noqa: SLF001  # the tables at the end name the methods of the class above them
from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import cast

from bearproof.model import ir

_NOTHING = ir.Const(None)
_COMPREHENSIONS = {ast.ListComp: "list", ast.SetComp: "set", ast.GeneratorExp: "list"}


def pos_of(node: ast.expr | ast.stmt | ast.pattern) -> ir.Pos:
    """The position of a node as the intermediate form keeps it."""
    return node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset


class Expressions:
    """Lowers expressions and patterns; `Lowering` adds the statements."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.saw_yield = False

    def expr(self, node: ast.expr) -> ir.Expr:
        """One expression; what has no meaning for data becomes None."""
        lower = _LOWER.get(type(node))
        return _NOTHING if lower is None else lower(self, node)

    def maybe(self, node: ast.expr | None) -> ir.Expr | None:
        """An expression that may be missing."""
        return None if node is None else self.expr(node)

    def exprs(self, nodes: Sequence[ast.expr]) -> list[ir.Expr]:
        """Several expressions, in order."""
        return [self.expr(node) for node in nodes]

    def keywords(self, nodes: list[ast.keyword]) -> list[tuple[str | None, ir.Expr]]:
        """The keywords of a call or class."""
        return [(node.arg, self.expr(node.value)) for node in nodes]

    def defaults(self, args: ast.arguments) -> tuple[list[ir.Expr], list[ir.Expr | None]]:
        """The default values of positional and of keyword-only parameters."""
        return self.exprs(args.defaults), [self.maybe(node) for node in args.kw_defaults]

    def signature(self, name: str, args: ast.arguments, pos: ir.Pos) -> ir.Code:
        """A code with its parameters, without a body."""
        raise NotImplementedError

    def pattern(
        self, node: ast.pattern, subject: ir.Expr, pos: ir.Pos
    ) -> tuple[ir.Expr | None, list[tuple[str, ir.Expr]]]:
        """A pattern as a test of the subject (None: always matches) and the names it binds."""
        if isinstance(node, ast.MatchValue):
            return ir.Compare(subject, ["Eq"], [self.expr(node.value)], pos_of(node)), []
        if isinstance(node, ast.MatchSingleton):
            return ir.Compare(subject, ["Is"], [ir.Const(node.value)], pos_of(node)), []
        if isinstance(node, ast.MatchAs):
            test, binds = (None, []) if node.pattern is None else self.pattern(node.pattern, subject, pos)
            return test, [*binds, (node.name, subject)] if node.name else binds
        if isinstance(node, ast.MatchOr):
            tests = [self.pattern(item, subject, pos)[0] for item in node.patterns]
            known = [test for test in tests if test is not None]
            return (ir.Logic(conjunction=False, values=known, pos=pos) if len(known) == len(tests) else None), []
        return self._nested_pattern(node, subject, pos)

    def _nested_pattern(
        self, node: ast.pattern, subject: ir.Expr, pos: ir.Pos
    ) -> tuple[ir.Expr | None, list[tuple[str, ir.Expr]]]:
        inner: list[tuple[ast.pattern, ir.Expr]] = []
        tests: list[ir.Expr] = [ir.Call(ir.Name("isinstance"), [subject], [], pos)]
        binds: list[tuple[str, ir.Expr]] = []
        if isinstance(node, ast.MatchSequence):
            inner = [(item, ir.Index(subject, ir.Const(at), pos)) for at, item in enumerate(node.patterns)]
        elif isinstance(node, ast.MatchMapping):
            keys = self.exprs(node.keys)
            inner = [(item, ir.Index(subject, key, pos)) for key, item in zip(keys, node.patterns, strict=True)]
            if node.rest:
                binds.append((node.rest, subject))
        elif isinstance(node, ast.MatchClass):
            inner = [
                (item, ir.Attr(subject, name, pos))
                for name, item in zip(node.kwd_attrs, node.kwd_patterns, strict=True)
            ]
            inner += [(item, subject) for item in node.patterns]
        elif isinstance(node, ast.MatchStar) and node.name:
            return None, [(node.name, subject)]
        for item, part in inner:
            test, more = self.pattern(item, part, pos)
            binds += more
            if test is not None:
                tests.append(test)
        return (tests[0] if len(tests) == 1 else ir.Logic(conjunction=True, values=tests, pos=pos)), binds

    # Each of these lowers one kind of expression.

    def _const(self, node: ast.Constant) -> ir.Expr:
        return ir.Const(node.value)

    def _name(self, node: ast.Name) -> ir.Expr:
        return ir.Name(node.id, pos_of(node))

    def _attr(self, node: ast.Attribute) -> ir.Expr:
        return ir.Attr(self.expr(node.value), node.attr, pos_of(node))

    def _index(self, node: ast.Subscript) -> ir.Expr:
        return ir.Index(self.expr(node.value), self.expr(node.slice), pos_of(node))

    def _slice(self, node: ast.Slice) -> ir.Expr:
        return ir.Slice((self.maybe(node.lower), self.maybe(node.upper), self.maybe(node.step)))

    def _star(self, node: ast.Starred) -> ir.Expr:
        return ir.Star(self.expr(node.value))

    def _call(self, node: ast.Call) -> ir.Expr:
        return ir.Call(self.expr(node.func), self.exprs(node.args), self.keywords(node.keywords), pos_of(node))

    def _binary(self, node: ast.BinOp) -> ir.Expr:
        # A long chain of operators nests to the left: walk it, so that the stack does not grow with it.
        chain: list[ast.BinOp] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            chain.append(left)
            left = left.left
        out = self.expr(left)
        for item in reversed(chain):
            out = ir.Binary(type(item.op).__name__, out, self.expr(item.right), pos_of(item))
        return out

    def _unary(self, node: ast.UnaryOp) -> ir.Expr:
        return ir.Unary(type(node.op).__name__, self.expr(node.operand))

    def _logic(self, node: ast.BoolOp) -> ir.Expr:
        return ir.Logic(isinstance(node.op, ast.And), self.exprs(node.values), pos_of(node))

    def _compare(self, node: ast.Compare) -> ir.Expr:
        ops = [type(op).__name__ for op in node.ops]
        return ir.Compare(self.expr(node.left), ops, self.exprs(node.comparators), pos_of(node))

    def _choice(self, node: ast.IfExp) -> ir.Expr:
        return ir.Choice(self.expr(node.test), self.expr(node.body), self.expr(node.orelse), pos_of(node.test))

    def _list(self, node: ast.List) -> ir.Expr:
        return ir.Display("list", self.exprs(node.elts), pos_of(node))

    def _tuple(self, node: ast.Tuple) -> ir.Expr:
        return ir.Display("tuple", self.exprs(node.elts), pos_of(node))

    def _set(self, node: ast.Set) -> ir.Expr:
        return ir.Display("set", self.exprs(node.elts), pos_of(node))

    def _dict(self, node: ast.Dict) -> ir.Expr:
        items = [(self.maybe(key), self.expr(value)) for key, value in zip(node.keys, node.values, strict=True)]
        return ir.DictDisplay(items, pos_of(node))

    def _text(self, node: ast.JoinedStr) -> ir.Expr:
        return ir.Text(self.exprs(node.values), pos_of(node))

    def _formatted(self, node: ast.FormattedValue) -> ir.Expr:
        return self.expr(node.value)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> ir.Expr:
        kind = _COMPREHENSIONS[type(node)]
        return ir.Comprehension(kind, None, self.expr(node.elt), self._loops(node.generators), pos_of(node))

    def _dict_comprehension(self, node: ast.DictComp) -> ir.Expr:
        loops = self._loops(node.generators)
        return ir.Comprehension("dict", self.expr(node.key), self.expr(node.value), loops, pos_of(node))

    def _loops(self, nodes: list[ast.comprehension]) -> list[tuple[ir.Expr, ir.Expr, list[ir.Expr]]]:
        return [(self.expr(node.target), self.expr(node.iter), self.exprs(node.ifs)) for node in nodes]

    def _lambda(self, node: ast.Lambda) -> ir.Expr:
        code = self.signature("<lambda>", node.args, pos_of(node))
        code.body = [ir.Return(self.expr(node.body), pos_of(node.body))]
        defaults, keyword_defaults = self.defaults(node.args)
        return ir.Lambda(code, defaults, keyword_defaults)

    def _await(self, node: ast.Await) -> ir.Expr:
        return ir.Await(self.expr(node.value))

    def _yield(self, node: ast.Yield) -> ir.Expr:
        self.saw_yield = True
        return ir.Yield(self.maybe(node.value), many=False)

    def _yield_from(self, node: ast.YieldFrom) -> ir.Expr:
        self.saw_yield = True
        return ir.Yield(self.expr(node.value), many=True)

    def _bind(self, node: ast.NamedExpr) -> ir.Expr:
        return ir.Bind(node.target.id, self.expr(node.value), pos_of(node))


_Lower = Callable[[Expressions, ast.expr], ir.Expr]
_LOWER = cast(
    "dict[type, _Lower]",
    {
        ast.Constant: Expressions._const,
        ast.Name: Expressions._name,
        ast.Attribute: Expressions._attr,
        ast.Subscript: Expressions._index,
        ast.Slice: Expressions._slice,
        ast.Starred: Expressions._star,
        ast.Call: Expressions._call,
        ast.BinOp: Expressions._binary,
        ast.UnaryOp: Expressions._unary,
        ast.BoolOp: Expressions._logic,
        ast.Compare: Expressions._compare,
        ast.IfExp: Expressions._choice,
        ast.List: Expressions._list,
        ast.Tuple: Expressions._tuple,
        ast.Set: Expressions._set,
        ast.Dict: Expressions._dict,
        ast.JoinedStr: Expressions._text,
        ast.FormattedValue: Expressions._formatted,
        ast.ListComp: Expressions._comprehension,
        ast.SetComp: Expressions._comprehension,
        ast.GeneratorExp: Expressions._comprehension,
        ast.DictComp: Expressions._dict_comprehension,
        ast.Lambda: Expressions._lambda,
        ast.Await: Expressions._await,
        ast.Yield: Expressions._yield,
        ast.YieldFrom: Expressions._yield_from,
        ast.NamedExpr: Expressions._bind,
    },
)
