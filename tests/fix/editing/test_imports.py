import ast
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.findings import Edit
from bearproof.fix.editing.applying import applied
from bearproof.fix.editing.imports import Imports, Refused, without_idle
from bearproof.fix.editing.script import Script, parsed

Parse = Callable[[str], Script]


def last(script: Script) -> ast.AST:
    """The last expression of the file, where something is used."""
    return script.tree.body[-1]


def with_module(script: Script, module: str) -> tuple[str, str | None]:
    imports = Imports(script, last(script))
    return imports.module(module), applied(script.text, imports.edits)


def with_name(script: Script, module: str, *names: str) -> tuple[list[str], str | None]:
    imports = Imports(script, last(script))
    return [imports.name(module, name) for name in names], applied(script.text, imports.edits)


def test_an_import_that_is_there_is_used(script: Parse) -> None:
    assert with_module(script("import os\nx = 1\n"), "os") == ("os", "import os\nx = 1\n")
    assert with_module(script("import os as o\nx = 1\n"), "os") == ("o", "import os as o\nx = 1\n")
    assert with_name(script("import flask\nx = 1\n"), "flask", "abort") == (["flask.abort"], "import flask\nx = 1\n")
    text = "from flask import abort as stop\nx = 1\n"
    assert with_name(script(text), "flask", "abort") == (["stop"], text)


def test_an_import_inside_a_function_or_below_the_use_is_none(script: Parse) -> None:
    assert with_module(script("def f():\n    import os\nx = 1\n"), "os")[1] == (
        "import os\n\n\ndef f():\n    import os\nx = 1\n"
    )


def test_a_module_is_added_where_its_neighbours_are_sorted(script: Parse) -> None:
    text = '"""Doc."""\n\nfrom __future__ import annotations\n\nimport base64\nimport sys\n\nimport yaml\n\nx = 1\n'
    assert with_module(script(text), "os")[1] == text.replace("import sys\n", "import os\nimport sys\n")


def test_the_first_of_its_section_gets_a_section(script: Parse) -> None:
    assert with_module(script("from __future__ import annotations\n\nx = 1\n"), "os")[1] == (
        "from __future__ import annotations\n\nimport os\n\nx = 1\n"
    )
    assert with_module(script("import yaml\n\nx = 1\n"), "os")[1] == "import os\n\nimport yaml\n\nx = 1\n"
    assert with_module(script('"""Doc."""\nx = 1\n'), "os")[1] == '"""Doc."""\n\nimport os\nx = 1\n'
    assert with_module(script("x = 1\n"), "os")[1] == "import os\n\n\nx = 1\n"


def test_the_project_s_own_packages_come_last() -> None:
    file = parsed("src/shop/views/orders.py", "import os\n\nfrom shop import db\n\nx = 1\n")
    assert file is not None
    imports = Imports(file, last(file))
    assert imports.name("zlib2", "f") == "f"
    assert applied(file.text, imports.edits) == "import os\n\nfrom zlib2 import f\n\nfrom shop import db\n\nx = 1\n"


def test_several_sections_at_one_place_are_kept_apart(script: Parse) -> None:
    file = script("import base64\n\n\nx = 1\n")
    imports = Imports(file, last(file))
    assert [imports.name("typing", "Any"), imports.name("pydantic", "Field"), imports.name("pydantic", "BaseModel")]
    assert applied(file.text, imports.edits) == (
        "import base64\nfrom typing import Any\n\nfrom pydantic import BaseModel, Field\n\n\nx = 1\n"
    )


def test_a_name_is_sorted_among_those_of_an_import_that_is_there(script: Parse) -> None:
    assert with_name(script("from flask import Flask, request\nx = 1\n"), "flask", "abort")[1] == (
        "from flask import Flask, abort, request\nx = 1\n"
    )
    assert with_name(script("from flask import Flask, abort\nx = 1\n"), "flask", "request")[1] == (
        "from flask import Flask, abort, request\nx = 1\n"
    )
    assert with_name(script("from flask import (\n    Flask,\n    request,\n)\nx = 1\n"), "flask", "abort")[1] == (
        "from flask import (\n    Flask,\n    abort,\n    request,\n)\nx = 1\n"
    )


def test_a_star_import_is_not_extended(script: Parse) -> None:
    assert with_name(script("from flask import *\nx = 1\n"), "flask", "abort")[1] == (
        "from flask import *\nfrom flask import abort\nx = 1\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "os = 1\nx = 1\n",
        "def os(): pass\nx = 1\n",
        "import posix as os\nx = 1\n",
        "import abc; y = '''\n'''\nx = 1\n",
    ],
)
def test_a_name_that_means_something_else_and_shared_lines_are_refused(text: str, script: Parse) -> None:
    file = script(text)
    imports = Imports(file, last(file))
    with pytest.raises(Refused):
        assert imports.module("os") + str(imports.edits)


def test_a_name_that_the_function_gives_itself_is_refused(script: Parse) -> None:
    file = script("import os\n\n\ndef f(os):\n    return 1\n")
    node = next(each for each in ast.walk(file.tree) if isinstance(each, ast.Return))
    imports = Imports(file, node)
    with pytest.raises(Refused):
        imports.module("os")


def test_an_import_goes_when_its_last_use_went() -> None:
    before = "import base64\nimport pickle\n\nbase64.x(pickle.loads(1))\n"
    assert without_idle("app.py", before, before.replace("pickle.loads", "read")) == (
        "import base64\n\nbase64.x(read(1))\n"
    )
    both = "from yaml import YAMLError, unsafe_load\n\ntry:\n    unsafe_load(1)\nexcept YAMLError:\n    pass\n"
    assert without_idle("app.py", both, both.replace("    unsafe_load(1)", "    read(1)")) == (
        "from yaml import YAMLError\n\ntry:\n    read(1)\nexcept YAMLError:\n    pass\n"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app/__init__.py", "import pickle\nread(pickle.x)\n"),
        ("app.py", "import dill\nread(dill.x)\n"),
        ("app.py", "import pickle\n__all__ = ['pickle']\nread(pickle.x)\n"),
        ("app.py", "import pickle; y = 1\nread(pickle.x)\n"),
        ("app.py", "try:\n    import pickle\nexcept ImportError:\n    y = 1\nread(pickle.x)\n"),
    ],
)
def test_an_import_stays_where_taking_it_could_be_seen(path: str, text: str) -> None:
    new = text.replace("read(pickle.x)", "read(1)").replace("read(dill.x)", "read(1)")
    assert without_idle(path, text, new) == new


def test_an_import_that_nobody_used_before_is_none_of_our_business() -> None:
    assert without_idle("app.py", "import pickle\nx = 1\n", "import pickle\nx = 2\n") == "import pickle\nx = 2\n"


LINES = st.lists(
    st.sampled_from(
        [
            "import sys",
            "import yaml",
            "from flask import Flask, request",
            "from . import settings",
            "from flask import (\n    Flask,\n    request,\n)",
            "# a comment",
            "",
            "é = 'ü'; z = 2",
            "@print\ndef f():\n\treturn '''\nimport os\n'''",
            "try:\n    import json\nexcept ImportError:\n    json = None",
            "import a.b as c; import d",
            "y = 1 + \\\n    2",
        ]
    ),
    max_size=6,
)


@given(LINES, st.sampled_from(['"""Doc."""', "from __future__ import annotations", "#!/usr/bin/env python", ""]))
def test_an_added_import_is_right_or_refused(lines: list[str], head: str) -> None:
    text = "\n".join((head, *lines, "last = 1")) + "\n"
    file = parsed("app.py", text)
    assert file is not None
    imports = Imports(file, last(file))
    try:
        imports.module("os")
        imports.name("flask", "abort")
        edits: tuple[Edit, ...] = imports.edits
    except Refused:
        return
    new = applied(text, edits)
    assert new is not None
    tree = ast.parse(new)
    compile(tree, "app.py", "exec")
    assert ast.dump(tree.body[-1]) == ast.dump(file.tree.body[-1])
    assert sorted(_imported(tree) - _imported(file.tree)) == ["flask.abort", "os"]


def _imported(tree: ast.Module) -> set[str]:
    plain = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        f"{node.module}.{alias.name}" for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
