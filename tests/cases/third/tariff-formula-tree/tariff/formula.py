import ast
import operator
from typing import Callable, Mapping

OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """The formula holds something else than arithmetic."""


class FormulaVisitor:
    def __init__(self, constants: Mapping[str, float]) -> None:
        self._constants = constants

    def compute(self, text: str) -> float:
        return self._visit(ast.parse(text, mode="eval").body)

    def _visit(self, node: ast.AST) -> float:
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return node.value
        if isinstance(node, ast.Name) and node.id in self._constants:
            return self._constants[node.id]
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](self._visit(node.left), self._visit(node.right))
        raise FormulaError
