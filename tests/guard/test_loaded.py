"""What does an app load with the guard? Two promises about run time, and one about types."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

#: Of ours, beside the guard itself.
ROOMS = {"bearproof", "bearproof.guard", "bearproof.tripwire", "bearproof.catalog"}
#: What Flask needs, and nothing that only some apps have.
LIBRARIES = {"flask", "werkzeug", "jinja2", "markupsafe", "click", "itsdangerous", "blinker"}


def _loaded(program: str) -> set[str]:
    report = "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program + report], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_guard_loads_the_guard_and_the_tripwire_of_ours() -> None:
    loaded = {".".join(name.split(".")[:2]) for name in _loaded("import bearproof.guard") if name.startswith("bearp")}
    assert loaded - ROOMS == set()
    assert "bearproof.guard" in loaded


def test_the_guard_loads_no_library_but_flask() -> None:
    before, after = _loaded("pass"), _loaded("import bearproof.guard")
    roots = {name.partition(".")[0] for name in after - before}
    found = {root for root in roots if root not in sys.stdlib_module_names and not root.startswith("_")}
    assert found - LIBRARIES == {"bearproof"}


TYPED = """
from datetime import timedelta
from bearproof.guard import Claims, Guard, Limits
from flask import Flask

guard = Guard.first_party(secret_env=("NEW", "OLD"), audience="a", limits=Limits(body=10), tripwire="refuse")
app = Flask(__name__)
guard.init_app(app)

@app.get("/open")
@guard.public
def opened() -> str:
    return "open"

@guard.allow(scope=["read"], role="clerk", policy=lambda claims: claims.subject == "alice")
@app.get("/me")
def me(claims: Claims) -> str:
    return claims.subject

reveal_type(me)
reveal_type(opened)
token: str = guard.issue("alice", scopes=["read"], lifetime=timedelta(minutes=1))
"""
WRONG = {
    'Guard.first_party(secret_env="A", audience="b", tripwire="on")': "arg-type",
    'Guard.first_party(secret_env="A", audience="b", unknown=403)': "arg-type",
    'Guard.first_party("A", "b")': "call-arg",
    "guard.allow(lambda: None)": "call-arg",
    'guard.issue("alice", lifetime=60)': "arg-type",
    "def f(claims: Claims) -> None: claims.subject = 'admin'": "misc",
    "def f(claims: Claims) -> None: claims.all['role'] = 'admin'": "index",
}


def _checked(folder: Path, text: str) -> str:
    (folder / "typed.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "typed.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typed")


def test_a_marked_view_keeps_its_type(folder: Path) -> None:
    said = _checked(folder, TYPED)
    assert 'Revealed type is "def (claims: bearproof.guard.tokens.claims.Claims) -> str"' in said.replace(
        "builtins.", ""
    )
    assert 'Revealed type is "def () -> str"' in said.replace("builtins.", "")
    assert "error:" not in said


def test_mistakes_are_seen_by_the_type_checker(folder: Path) -> None:
    start = textwrap.dedent("""
        from bearproof.guard import Claims, Guard
        guard = Guard.first_party(secret_env="A", audience="b")
    """).strip()
    said = _checked(folder, "\n".join([start, *WRONG]))
    first = start.count("\n") + 2
    expected = [(first + number, code) for number, code in enumerate(WRONG.values())]
    found = [(int(line.split(":")[1]), line.rpartition("[")[2][:-1]) for line in said.splitlines() if "error:" in line]
    assert [each for each in expected if each not in found] == []
