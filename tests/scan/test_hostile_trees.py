"""What does a tree cost whose modules turn in circles, or whose files are none? Nothing that its neighbours notice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bearproof.findings import Result
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

GOOD = """\
import pickle

from flask import Flask, request

app = Flask(__name__)


@app.post("/x")
def x():
    return str(pickle.loads(request.get_data()))
"""
ASKS = "from flask import request\nq = request.args\n"

#: Files of a tree, in which nothing but `good.py` has a finding.
TREES: dict[str, dict[str, str]] = {
    "star imports in a ring": {
        "a.py": ASKS + "from b import *\nx = y\n",
        "b.py": ASKS + "from c import *\ny = z\n",
        "c.py": ASKS + "from a import *\nz = x\n",
    },
    "modules that import each other": {
        "a.py": ASKS + "import b\ndef f(): return b.g()\nb.g()\n",
        "b.py": ASKS + "import a\ndef g(): return a.f()\na.f()\n",
    },
    "a package that imports itself": {
        "p/__init__.py": ASKS + "from p import p\nfrom . import *\nimport p.p.p\np.p.p(q)\n",
    },
    "a package whose modules pull at each other": {
        "p/__init__.py": ASKS + "from .a import A\n",
        "p/a.py": ASKS + "from p.b import B\nclass A(B): pass\n",
        "p/b.py": ASKS + "from p import A\nclass B(A): pass\nB().run(q)\n",
    },
    "base classes in a ring over modules": {
        "a.py": ASKS + "import b\nclass A(b.B):\n    def f(self): return super().f()\nA().f()\n",
        "b.py": ASKS + "import a\nclass B(a.A):\n    def f(self): return super().f()\nB().f()\n",
    },
    "decorators in a ring over modules": {
        "a.py": ASKS + "import b\n@b.d\ndef d(f): return b.d(f)\n",
        "b.py": ASKS + "import a\n@a.d\ndef d(f): return a.d(f)\n",
    },
    "generators in a ring over modules": {
        "a.py": ASKS + "import b\ndef f():\n    yield from b.g()\nlist(f())\n",
        "b.py": ASKS + "import a\ndef g():\n    yield from a.f()\nlist(g())\n",
    },
    "blueprints in a ring over modules": {
        "a.py": "from flask import Blueprint\nbp = Blueprint('a', __name__)\nimport b\nbp.register_blueprint(b.bp)\n",
        "b.py": "from flask import Blueprint\nbp = Blueprint('b', __name__)\nimport a\nbp.register_blueprint(a.bp)\n",
    },
    "a package and a module of one name": {
        "p.py": ASKS + "import p\np.x(q)\n",
        "p/__init__.py": ASKS + "import p\np.y(q)\n",
    },
    "a long line of modules": {
        f"m{n}.py": ASKS + f"from m{n + 1} import *\nimport m{n + 1}\nm{n + 1}.f(q)\n" for n in range(300)
    },
    "relative imports above the root": {"a.py": ASKS + "from .... import x\nfrom . import *\nx(q)\n"},
    "the module under test as main": {"__main__.py": ASKS + "import __main__\n__main__.f(q)\n"},
}


def lines(result: Result) -> list[str]:
    return [str(finding.place) for finding in result.findings]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "good.py").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("shape", TREES)
def test_a_tree_that_turns_in_circles_ends(shape: str, tree: Path) -> None:
    for path, text in TREES[shape].items():
        file = tree / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    result = scan(tree, Settings())
    assert lines(result) == ["site/good.py:10"]
    assert result.not_looked == ()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\xff\xfe" + "import x".encode("utf-16-le"), "null-bytes"),
        (b"# coding: rot13\nvzcbeg bf\n", "bad-encoding"),
        (b"# coding: no-such\nx = 1\n", "bad-encoding"),
        (b"x = '\xc3\x28'\n", "bad-encoding"),
        (b"x = 1\n\0", "null-bytes"),
        (b"def f(:\n", "syntax-error"),
        (b"x = '''\n", "syntax-error"),
        (b"if 1:\n\tx = 1\n        y = 2\n", "syntax-error"),
        (b"exec 'x'\n", "python-2"),
        (b"try:\n    pass\nexcept A, b:\n    pass\n", "python-2"),
        (b"x = " + b"-" * 20_000 + b"1\n", "too-deep"),
        (b"x = " + b"[" * 3_000 + b"]" * 3_000 + b"\n", "too-deep"),
        (b"x = 1\n" * 400_000, "too-large"),
    ],
    ids=lambda value: (
        value if isinstance(value, str) else value[:12].decode("latin-1").encode("unicode-escape").decode()
    ),
)
def test_a_file_that_is_none_is_told_by_its_reason(raw: bytes, told: str, tree: Path) -> None:
    # A file is read only when something in it could matter.
    (tree / "bad.py").write_bytes(raw + b"\nfrom flask import request\nrequest.args\n")
    result = scan(tree, Settings())
    assert lines(result) == ["site/good.py:10"]
    assert [(item.place.partition(":")[0], str(item.reason)) for item in result.not_looked] == [("bad.py", told)]


def test_a_pipe_a_broken_link_and_a_folder_are_not_read(tree: Path) -> None:
    os.mkfifo(tree / "pipe.py")
    (tree / "broken.py").symlink_to(tree / "nowhere.py")
    (tree / "folder.py").mkdir()
    (tree / "round").mkdir()
    (tree / "round" / "again").symlink_to(tree / "round")
    result = scan(tree, Settings())
    assert lines(result) == ["site/good.py:10"]
    assert {item.place: str(item.reason) for item in result.not_looked} == {
        "pipe.py": "unreadable",
        "broken.py": "unreadable",
        "round/again": "symlink-outside",
    }


def test_a_copy_of_the_framework_hides_nothing(tree: Path) -> None:
    (tree / "flask").mkdir()
    (tree / "flask" / "__init__.py").write_text(
        "from .globals import request\nfrom .app import Flask\n", encoding="utf-8"
    )
    (tree / "flask" / "globals.py").write_text("request = LocalProxy('request')\n", encoding="utf-8")
    (tree / "flask" / "app.py").write_text("class Flask:\n    def post(self, rule): ...\n", encoding="utf-8")
    assert lines(scan(tree, Settings())) == ["site/good.py:10"]
