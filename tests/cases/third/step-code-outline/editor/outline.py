import ast
from dataclasses import asdict, dataclass


@dataclass
class Outline:
    name: str
    arguments: list[str]
    imports: list[str]


def outline(code: str) -> list[dict]:
    tree = ast.parse(code)
    imports = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return [
        asdict(Outline(node.name, [argument.arg for argument in node.args.args], imports))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    ]
