"""Which edits of a program may change what is found? None that keeps its meaning; and a cleaner adds nothing."""

from __future__ import annotations

import ast
import builtins
import collections
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bearproof.findings import Finding
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

CASES = Path(__file__).parents[1] / "cases"
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef)


def open_batches() -> Iterator[Path]:
    """The folders of cases that are not held back."""
    for folder in sorted(path for path in CASES.iterdir() if path.is_dir()):
        if not (folder / "PENDING").exists():
            yield folder


#: Cases of one file in which something is found, or looks as if.
APPS = sorted(
    case.joinpath("app.py").read_text(encoding="utf-8")
    for folder in open_batches()
    for case in sorted(folder.iterdir())
    if [path.relative_to(case).as_posix() for path in case.rglob("*.py")] == ["app.py"]
)


def found(files: dict[str, str]) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return scan(Path(folder), Settings()).findings


def shape(text: str) -> str:
    """The words of a call, however they are quoted and laid out."""
    return re.sub(r",(?=[)\]}])|\br(?=')", "", "".join(text.replace('"', "'").split()))


def what(findings: tuple[Finding, ...]) -> collections.Counter[tuple[str, str | None, str]]:
    """Findings without their places: the check, the operation, the call."""
    return collections.Counter((item.check, item.operation, shape(item.sink_text)) for item in findings)


def bare(text: str) -> str:
    """The program without remarks, laid out anew: what ast.unparse writes."""
    return ast.unparse(ast.parse(text)) + "\n"


def read_names(node: ast.AST) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}


def movable(tree: ast.Module) -> list[ast.stmt]:
    """The functions and classes without a decorator that need nothing of the module but its imports."""
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    known = {(alias.asname or alias.name).split(".")[0] for node in imports for alias in node.names}
    own = {node.name for node in tree.body if isinstance(node, SCOPES)}
    own |= {name for node in tree.body if not isinstance(node, SCOPES) for name in stored(node)} - known
    return [
        node
        for node in tree.body
        if isinstance(node, SCOPES)
        and not node.decorator_list
        and not (read_names(node) - {node.name}) & own
        and node.name not in dir(builtins)
    ]


def stored(node: ast.stmt) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)}


def moved(text: str, at: int) -> dict[str, str]:
    """The program with one function in a module of its own."""
    tree = ast.parse(text)
    choice = movable(tree)
    taken = choice[at % len(choice)]
    assert isinstance(taken, SCOPES)
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    apart = ast.unparse(ast.Module([*imports, taken], []))
    rest = [ast.parse(f"from apart import {taken.name}").body[0] if node is taken else node for node in tree.body]
    future = [node for node in rest if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    rest = [*future, *(node for node in rest if node not in future)]
    return {"app.py": ast.unparse(ast.Module(rest, [])) + "\n", "apart.py": apart + "\n"}


class Renamed(ast.NodeTransformer):
    """Functions of the module that have no decorator under other names, wherever they are spoken of."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(f"x_{node.id}", node.ctx) if node.id in self.names else node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.name = f"x_{node.name}" if node.name in self.names else node.name
        return node


def nameable(tree: ast.Module) -> set[str]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.decorator_list]
    stores: collections.Counter[str] = collections.Counter(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    inner = collections.Counter(node.name for node in ast.walk(tree) if isinstance(node, SCOPES))
    parameters = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    # A string may name it as well, and then the program changes.
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    names = {node.name for node in functions if inner[node.name] == 1}
    return names - stores.keys() - parameters - strings - {"create_app", "make_app"}


CLEANERS = ("int", "float", "bool", "len")


class Cleaned(ast.NodeTransformer):
    """The program with one value of a request turned into a number."""

    def __init__(self, at: int, cleaner: str) -> None:
        self.left, self.cleaner = at, cleaner

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not asks(node):
            return node
        self.left -= 1
        return ast.Call(ast.Name(self.cleaner, ast.Load()), [node], []) if self.left == -1 else node


def asks(node: ast.AST) -> bool:
    """Whether a call reads one value of a request: request.args.get("a")."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "get":
        return False
    owner = node.func.value
    return isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name) and owner.value.id == "request"


MOVABLE = [text for text in APPS if movable(ast.parse(text))]
NAMEABLE = [text for text in APPS if nameable(ast.parse(text))]
ASKING = [text for text in APPS if any(asks(node) for node in ast.walk(ast.parse(text)))]


@FEW
@given(st.sampled_from(APPS))
def test_another_layout_of_the_same_program_changes_nothing(text: str) -> None:
    assert what(found({"app.py": bare(text)})) == what(found({"app.py": text}))


@FEW
@given(st.sampled_from(MOVABLE), st.integers(0, 20))
def test_a_function_in_a_module_of_its_own_changes_nothing(text: str, at: int) -> None:
    assert what(found(moved(text, at))) == what(found({"app.py": bare(text)}))


@FEW
@given(st.sampled_from(NAMEABLE))
def test_names_of_functions_do_not_matter(text: str) -> None:
    tree = ast.parse(text)
    names = nameable(tree)
    renamed = ast.unparse(Renamed(names).visit(tree)) + "\n"
    checks = collections.Counter(
        (item.check, item.operation, item.place.line) for item in found({"app.py": bare(text)})
    )
    after = collections.Counter((item.check, item.operation, item.place.line) for item in found({"app.py": renamed}))
    assert after == checks


@FEW
@given(st.sampled_from(ASKING), st.integers(0, 3), st.sampled_from(CLEANERS))
def test_a_cleaner_adds_no_finding(text: str, at: int, cleaner: str) -> None:
    cleaned = ast.unparse(ast.fix_missing_locations(Cleaned(at, cleaner).visit(ast.parse(text)))) + "\n"
    before = collections.Counter(
        (item.check, item.operation, item.place.line) for item in found({"app.py": bare(text)})
    )
    after = collections.Counter((item.check, item.operation, item.place.line) for item in found({"app.py": cleaned}))
    assert after - before == collections.Counter()


def test_there_are_enough_apps_to_mean_something() -> None:
    assert len(APPS) > 150
    assert len(MOVABLE) > 50
    assert len(NAMEABLE) > 50
    assert len(ASKING) > 30
    assert sum(bool(found({"app.py": text})) for text in MOVABLE[:40]) > 10
