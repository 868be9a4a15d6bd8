"""What does a hostile tree cost? A `NotLooked` with the reason, never a traceback, a hang, or a finding of others."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bearproof.findings import Reason, Result
from bearproof.inputs.settings import Settings
from bearproof.lab import VULNERABLE
from bearproof.scan.static import scan

GOOD = """\
import pickle

from flask import Flask, request

app = Flask(__name__)


@app.post("/x")
def x():
    return str(pickle.loads(request.get_data()))
"""
#: Files in which our own limits, not the parser's, are what holds.
TRICKS = {
    "endless recursion": "def f(x):\n    return f(f(x))\n\nf(request.args)\n",
    "mutual recursion": "def f(x):\n    return h(x)\n\ndef h(x):\n    return f(x)\n\nf(request.args)\n",
    "a generator of itself": "def f():\n    yield from f()\n\nlist(f())\n",
    "a class that is its own base": "class A(A):\n    pass\n\nA().x\n",
    "bases in a ring": "class A:\n    pass\n\nB = A\n\nclass A(B):\n    pass\n\nclass B(A):\n    pass\n\nB().x\n",
    "a decorator of itself": "def d(f):\n    return d\n\n@d\n@d\ndef g():\n    pass\n\ng(g)(g)\n",
    "an import of itself": "from bad import *\nimport bad\nfrom bad import nothing\nnothing()\n",
    "a large dictionary": "D = {" + ", ".join(f"'k{i}': {i}" for i in range(3000)) + "}\nD[request.args['a']]\n",
    "a large list": "L = [" + ", ".join(str(i) for i in range(5000)) + "]\nfor x in L:\n    print(x)\n",
    "many branches": "x = request.args\n" + "".join(f"if x == {i}:\n    y{i} = x\n" for i in range(400)),
    "loops in loops": "".join("    " * i + f"for a{i} in request.args:\n" for i in range(15)) + "    " * 15 + "pass\n",
    "a long chain of calls": "request.args" + ".get('a')" * 150 + "\n",
    "properties that call each other": (
        "class A:\n    @property\n    def a(self):\n        return self.b\n    @property\n    def b(self):\n"
        "        return self.a\n\nA().a\n"
    ),
    "getattr without end": "class A:\n    def __getattr__(self, n):\n        return getattr(self, n + 'x')\n\nA().a\n",
    "huge powers": "X = '%999999999d' % 1\nY = 'a' * 10 ** 9\nZ = 2 ** 2 ** 40\nW = 9 << 10 ** 9\n",
    "wrong calls": "len()\nint()\nisinstance()\ngetattr()\nmap()\ndict(1, 2, **3)\nrequest.get()\nopen()()\n",
    "wrong decorators": "import functools\n@functools.wraps\n@property\nclass X:\n    pass\n@1\ndef f(): pass\n",
    "odd assignments": "a, (b, *c), d.e[f] = request.args\n(x := [y] * 3)\ndel a, d.e, g[0]\n*z, = 1\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "good.py").write_text(GOOD, encoding="utf-8")
    return tmp_path


def lines(result: Result) -> list[tuple[str, int]]:
    return [(finding.place.file, finding.place.line) for finding in result.findings if finding.place.file == "good.py"]


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_costs_nobody_else_anything(trick: str, tree: Path) -> None:
    (tree / "bad.py").write_text("from flask import request\n\n" + TRICKS[trick], encoding="utf-8")
    result = scan(tree, Settings())
    assert lines(result) == [("good.py", 10)]
    assert [item for item in result.not_looked if item.reason is Reason.INTERNAL] == []


def test_what_cannot_be_read_is_told_with_its_reason(tree: Path) -> None:
    start = "from flask import request\nrequest.args\n"
    (tree / "nulls.py").write_bytes(start.encode() + b"x = 1\0\n")
    (tree / "encoding.py").write_bytes(b"# coding: utf-8\n" + start.encode() + b"x = '\xff'\n")
    (tree / "syntax.py").write_text(start + "def (:\n", encoding="utf-8")
    (tree / "python2.py").write_text(start + "print 'x'\n", encoding="utf-8")
    (tree / "large.py").write_bytes(b"#" * (2 << 20))
    (tree / "deep.py").write_text(start + "(" * 5000 + ")" * 5000, encoding="utf-8")
    (tree / "loop").symlink_to(tree)
    result = scan(tree, Settings())
    assert lines(result) == [("good.py", 10)]
    assert {item.place.partition(":")[0]: str(item.reason) for item in result.not_looked} == {
        "nulls.py": "null-bytes",
        "encoding.py": "bad-encoding",
        "syntax.py": "syntax-error",
        "python2.py": "python-2",
        "large.py": "too-large",
        "deep.py": "too-deep",
        "loop": "symlink-outside",
    }
    assert result.incomplete


def test_mutated_files_crash_nothing(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311  # the same mutations each time, no secret
    sources = sorted(Path(VULNERABLE).rglob("*.py"))
    wrong = []
    for turn in range(60):
        home = tmp_path / str(turn)
        for source in sources:
            text = source.read_text(encoding="utf-8").split("\n")
            for _ in range(dice.randrange(4)):
                at = dice.randrange(len(text))
                text[at : at + dice.randrange(3)] = dice.sample(text, dice.randrange(3)) if len(text) > 3 else []
                if not text:
                    text = [""]
            file = home / source.relative_to(VULNERABLE)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(text), encoding="utf-8")
        result = scan(home, Settings())
        wrong += [item for item in result.not_looked if item.reason is Reason.INTERNAL]
    assert wrong == []


def test_two_scans_of_one_tree_are_equal() -> None:
    first, second = scan(Path(VULNERABLE), Settings()), scan(Path(VULNERABLE), Settings())
    assert first.findings == second.findings
    assert [finding.fingerprint for finding in first.findings] == [finding.fingerprint for finding in second.findings]


def test_lines_above_change_no_fingerprint(tree: Path) -> None:
    before = [finding.fingerprint for finding in scan(tree, Settings()).findings]
    (tree / "good.py").write_text("# a comment\n\n\n" + GOOD, encoding="utf-8")
    assert [finding.fingerprint for finding in scan(tree, Settings()).findings] == before
    assert len(before) == 1
