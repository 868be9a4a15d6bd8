"""How does source become the intermediate form? Statements here, expressions in `lowering_expressions`."""

# the tables at the end name the methods of the class above them
# ruff: noqa: SLF001  # the tables at the end name the methods of the class above them
from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Container
from typing import cast

from bearproof.model import ir
from bearproof.model.lowering_expressions import Expressions, pos_of

_KEYS = itertools.count(1)


class Lowering(Expressions):
    """Lowers the code of one file; `path` is put on each function's code, and `codes` collects those that wait.

    `hollow` are the lines of functions whose bodies were left out of the text, and `hollowed` counts those met.
    """

    def __init__(self, path: str, codes: list[ir.Code], hollow: Container[int] = ()) -> None:
        super().__init__(path)
        self.codes, self.hollow, self.hollowed = codes, hollow, 0

    def module(self, tree: ast.Module) -> list[ir.Stmt]:
        """The statements of a module; bodies of functions stay pending."""
        return self.body(tree.body)

    def body(self, nodes: list[ast.stmt]) -> list[ir.Stmt]:
        """A block of statements; those without effect are left out."""
        out: list[ir.Stmt] = []
        for node in nodes:
            lower = _LOWER.get(type(node))
            if lower is not None:
                out.extend(lower(self, node))
        return out

    def complete(self, code: ir.Code) -> None:
        """Lower the pending body of a function, and let go of its syntax tree."""
        node = code.pending
        if node is None:
            return
        self.saw_yield = False
        code.body = self.body(node.body)
        code.is_generator = self.saw_yield
        code.pending = None

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ir.Code:
        """The code of a function whose body is still pending."""
        code = self.signature(node.name, node.args, pos_of(node))
        if node.lineno in self.hollow and _is_hollow(node):
            self.hollowed += 1
        else:
            code.pending = node
            self.codes.append(code)
        return code

    def signature(self, name: str, args: ast.arguments, pos: ir.Pos) -> ir.Code:
        """A code with its parameters, without a body."""
        params = [(arg.arg, "pos") for arg in (*args.posonlyargs, *args.args)]
        if args.vararg:
            params.append((args.vararg.arg, "*"))
        params += [(arg.arg, "kw") for arg in args.kwonlyargs]
        if args.kwarg:
            params.append((args.kwarg.arg, "**"))
        return ir.Code(name, self.path, pos, params, key=next(_KEYS))

    # Each of these lowers one kind of statement.

    def _define(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ir.Stmt]:
        decorators = [self.expr(item) for item in node.decorator_list]
        defaults, keyword_defaults = self.defaults(node.args)
        return [ir.Define(self.function(node), decorators, defaults, keyword_defaults, pos_of(node))]

    def _class(self, node: ast.ClassDef) -> list[ir.Stmt]:
        fields = [
            item.target.id
            for item in node.body
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
        ]
        return [
            ir.DefineClass(
                node.name,
                self.exprs(node.bases),
                self.keywords(node.keywords),
                self.exprs(node.decorator_list),
                self.body(node.body),
                fields,
                pos_of(node),
            )
        ]

    def _assign(self, node: ast.Assign) -> list[ir.Stmt]:
        return [ir.Assign(self.exprs(node.targets), self.expr(node.value), pos_of(node))]

    def _annotated(self, node: ast.AnnAssign) -> list[ir.Stmt]:
        if node.value is None:
            return []
        return [ir.Assign([self.expr(node.target)], self.expr(node.value), pos_of(node))]

    def _update(self, node: ast.AugAssign) -> list[ir.Stmt]:
        return [ir.Update(self.expr(node.target), type(node.op).__name__, self.expr(node.value), pos_of(node))]

    def _evaluate(self, node: ast.Expr) -> list[ir.Stmt]:
        if isinstance(node.value, ast.Constant):
            return []
        return [ir.Evaluate(self.expr(node.value))]

    def _return(self, node: ast.Return) -> list[ir.Stmt]:
        return [ir.Return(self.maybe(node.value), pos_of(node))]

    def _raise(self, node: ast.Raise) -> list[ir.Stmt]:
        return [ir.Raise(self.maybe(node.exc), pos_of(node))]

    def _if(self, node: ast.If) -> list[ir.Stmt]:
        return [ir.If(self.expr(node.test), self.body(node.body), self.body(node.orelse), pos_of(node.test))]

    def _while(self, node: ast.While) -> list[ir.Stmt]:
        return [ir.While(self.expr(node.test), self.body(node.body), self.body(node.orelse), pos_of(node.test))]

    def _for(self, node: ast.For | ast.AsyncFor) -> list[ir.Stmt]:
        target, iterable = self.expr(node.target), self.expr(node.iter)
        return [ir.For(target, iterable, self.body(node.body), self.body(node.orelse), pos_of(node.iter))]

    def _try(self, node: ast.Try) -> list[ir.Stmt]:
        handlers = [(self.maybe(item.type), item.name, self.body(item.body)) for item in node.handlers]
        return [ir.Try(self.body(node.body), handlers, self.body(node.orelse), self.body(node.finalbody))]

    def _with(self, node: ast.With | ast.AsyncWith) -> list[ir.Stmt]:
        items = [(self.expr(item.context_expr), self.maybe(item.optional_vars)) for item in node.items]
        return [ir.With(items, self.body(node.body), pos_of(node))]

    def _import(self, node: ast.Import) -> list[ir.Stmt]:
        return [
            ir.Import(item.name, item.asname or item.name.partition(".")[0], whole=item.asname is not None)
            for item in node.names
        ]

    def _import_from(self, node: ast.ImportFrom) -> list[ir.Stmt]:
        names = [(item.name, item.asname or item.name) for item in node.names]
        return [ir.ImportFrom(node.module or "", node.level, names, pos_of(node))]

    def _outer(self, node: ast.Global | ast.Nonlocal) -> list[ir.Stmt]:
        return [ir.Outer(node.names, isinstance(node, ast.Global))]

    def _delete(self, node: ast.Delete) -> list[ir.Stmt]:
        return [ir.Delete(self.exprs(node.targets))]

    def _assert(self, node: ast.Assert) -> list[ir.Stmt]:
        return [ir.Assert(self.expr(node.test))]

    def _jump(self, node: ast.Break | ast.Continue) -> list[ir.Stmt]:
        return [ir.Jump(isinstance(node, ast.Break))]

    def _match(self, node: ast.Match) -> list[ir.Stmt]:
        subject = f"match {node.lineno}:{node.col_offset}"
        chain: list[ir.Stmt] = []
        for case in reversed(node.cases):
            test, binds = self.pattern(case.pattern, ir.Name(subject), pos_of(node.subject))
            where = pos_of(case.pattern)
            body: list[ir.Stmt] = [ir.Assign([ir.Name(name)], value, where) for name, value in binds]
            inner = self.body(case.body)
            if case.guard is not None:
                inner = [ir.If(self.expr(case.guard), inner, chain, pos_of(case.guard))]
            body += inner
            chain = body if test is None else [ir.If(test, body, chain, pos_of(node.subject))]
        return [ir.Assign([ir.Name(subject)], self.expr(node.subject), pos_of(node.subject)), *chain]


_Lower = Callable[[Lowering, ast.stmt], list[ir.Stmt]]


def _is_hollow(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function has one name made of underscores for a body."""
    only = node.body[0]
    return (
        len(node.body) == 1
        and isinstance(only, ast.Expr)
        and isinstance(only.value, ast.Name)
        and not only.value.id.strip("_")
    )


_LOWER = cast(
    "dict[type, _Lower]",
    {
        ast.FunctionDef: Lowering._define,
        ast.AsyncFunctionDef: Lowering._define,
        ast.ClassDef: Lowering._class,
        ast.Assign: Lowering._assign,
        ast.AnnAssign: Lowering._annotated,
        ast.AugAssign: Lowering._update,
        ast.Expr: Lowering._evaluate,
        ast.Return: Lowering._return,
        ast.Raise: Lowering._raise,
        ast.If: Lowering._if,
        ast.While: Lowering._while,
        ast.For: Lowering._for,
        ast.AsyncFor: Lowering._for,
        ast.Try: Lowering._try,
        ast.TryStar: Lowering._try,
        ast.With: Lowering._with,
        ast.AsyncWith: Lowering._with,
        ast.Import: Lowering._import,
        ast.ImportFrom: Lowering._import_from,
        ast.Global: Lowering._outer,
        ast.Nonlocal: Lowering._outer,
        ast.Delete: Lowering._delete,
        ast.Assert: Lowering._assert,
        ast.Break: Lowering._jump,
        ast.Continue: Lowering._jump,
        ast.Match: Lowering._match,
    },
)
