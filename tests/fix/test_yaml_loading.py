import ast
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bearproof.findings import Finding, Fix, Place, Severity
from bearproof.fix.editing import applying
from bearproof.fix.editing.script import Scripts, parsed
from bearproof.fix.yaml_loading import safe
from bearproof.model.source import SourceFile

Written = Callable[..., Scripts]
At = Callable[..., Finding]
After = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "call", "new"),
    [
        (
            "import yaml\nx = yaml.load(b, Loader=yaml.Loader)\n",
            "yaml.load(b, Loader=yaml.Loader)",
            "yaml.safe_load(b)",
        ),
        ("import yaml\nx = yaml.load(b, yaml.UnsafeLoader)\n", "yaml.load(b, yaml.UnsafeLoader)", "yaml.safe_load(b)"),
        ("import yaml\nx = yaml.load(b)\n", "yaml.load(b)", "yaml.safe_load(b)"),
        ("import yaml\nx = yaml.unsafe_load(b)\n", "yaml.unsafe_load(b)", "yaml.safe_load(b)"),
        ("import yaml\nx = yaml.unsafe_load(*a)\n", "yaml.unsafe_load(*a)", "yaml.safe_load(*a)"),
        ("import yaml\nx = yaml.full_load_all(b)\n", "yaml.full_load_all(b)", "yaml.safe_load_all(b)"),
        (
            "import yaml as y\nx = y.load_all(Loader=y.FullLoader, stream=b)\n",
            "y.load_all(Loader=y.FullLoader, stream=b)",
            "y.safe_load_all(stream=b)",
        ),
        (
            "import yaml\nx = yaml.load(b, Loader=yaml.CLoader)\n",
            "yaml.load(b, Loader=yaml.CLoader)",
            "yaml.load(b, Loader=yaml.CSafeLoader)",
        ),
        ("import yaml\nx = yaml.Loader(b).get_data()\n", "yaml.Loader(b).get_data()", "yaml.SafeLoader(b).get_data()"),
        (
            "import ruamel.yaml\nx = ruamel.yaml.load(b, Loader=ruamel.yaml.UnsafeLoader)\n",
            "ruamel.yaml.load(b, Loader=ruamel.yaml.UnsafeLoader)",
            "ruamel.yaml.load(b, Loader=ruamel.yaml.SafeLoader)",
        ),
        (
            "import ruamel.yaml\nx = ruamel.yaml.load(b)\n",
            "ruamel.yaml.load(b)",
            "ruamel.yaml.load(b, Loader=ruamel.yaml.SafeLoader)",
        ),
    ],
)
def test_each_unsafe_form_becomes_its_safe_one(
    text: str, call: str, new: str, written: Written, at: At, after: After
) -> None:
    scripts = written(text)
    fix = safe(at(text, call), scripts)
    assert after(scripts, fix) == text.replace(call, new)
    assert fix is not None
    assert fix.safe


def test_names_that_were_imported_change_their_import_too(written: Written, at: At, after: After) -> None:
    text = "from yaml import Loader, load\n\nx = load(b, Loader=Loader)\n"
    scripts = written(text)
    assert after(scripts, safe(at(text, "load(b, Loader=Loader)"), scripts)) == (
        "from yaml import safe_load\n\nx = safe_load(b)\n"
    )
    text = "from yaml import CLoader as Fast, load\n\nx = load(b, Loader=Fast)\n"
    scripts = written(text)
    assert after(scripts, safe(at(text, "load(b, Loader=Fast)"), scripts)) == (
        "from yaml import CSafeLoader, load\n\nx = load(b, Loader=CSafeLoader)\n"
    )


def test_a_call_over_lines_keeps_them(written: Written, at: At, after: After) -> None:
    text = "import yaml\nx = yaml.load(\n    b,  # the body\n    Loader=yaml.Loader,\n)\n"
    scripts = written(text)
    assert safe(at(text, text[16:-1]), scripts) is None
    text = "import yaml\nx = yaml.load(\n    b,\n    Loader=yaml.Loader,\n)\n"
    scripts = written(text)
    assert after(scripts, safe(at(text, text[16:-1]), scripts)) == "import yaml\nx = yaml.safe_load(\n    b,\n)\n"


def test_a_loader_of_a_table_is_left_out_and_the_note_says_so(written: Written, at: At, after: After) -> None:
    text = "import yaml\nLOADERS = {1: yaml.Loader}\nx = yaml.load(b, LOADERS[k])\n"
    scripts = written(text)
    fix = safe(at(text, "yaml.load(b, LOADERS[k])"), scripts)
    assert after(scripts, fix) == "import yaml\nLOADERS = {1: yaml.Loader}\nx = yaml.safe_load(b)\n"
    assert fix is not None
    assert (fix.safe, fix.note.split(";")[0]) == (False, "The loader was chosen elsewhere")


def test_a_loader_of_the_app_s_own_is_derived_from_the_safe_one(written: Written, at: At, after: After) -> None:
    text = "import yaml\nfrom .prefs import Own\n\nx = yaml.load(b, Loader=Own)\n"
    scripts = written(text, prefs="import yaml\n\n\nclass Own(yaml.Loader):\n    pass\n")
    fix = safe(at(text, "yaml.load(b, Loader=Own)"), scripts)
    assert after(scripts, fix, "prefs.py") == "import yaml\n\n\nclass Own(yaml.SafeLoader):\n    pass\n"
    assert after(scripts, fix) == text


def test_the_class_above_a_loader_of_the_app_s_own_is_derived_from_the_safe_one(
    written: Written, at: At, after: After
) -> None:
    text = "import yaml\n\n\nclass A(yaml.Loader): pass\nclass B(A): pass\n\n\nx = yaml.load(b, B)\n"
    scripts = written(text)
    assert after(scripts, safe(at(text, "yaml.load(b, B)"), scripts)) == text.replace(
        "A(yaml.Loader)", "A(yaml.SafeLoader)"
    )


def test_a_loader_of_several_classes_is_left_alone(written: Written, at: At) -> None:
    text = "import yaml\n\n\nclass A(Mixin, yaml.Loader): pass\n\n\nx = yaml.load(b, A)\n"
    assert safe(at(text, "yaml.load(b, A)"), written(text)) is None


def test_an_object_that_loads_is_made_safe_where_it_is_made(written: Written, at: At, after: After) -> None:
    text = "from ruamel.yaml import YAML\n\nreader = YAML(typ='unsafe')\nx = reader.load(b)\n"
    scripts = written(text)
    assert after(scripts, safe(at(text, "reader.load(b)"), scripts)) == text.replace("'unsafe'", '"safe"')


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("import yaml\nx = yaml.load(*a)\n", "yaml.load(*a)"),
        ("import yaml\nx = yaml.load(b, **more)\n", "yaml.load(b, **more)"),
        ("import yaml\nyaml = other\nx = yaml.load(b)\n", "yaml.load(b)"),
        ("import yaml\nread = yaml.load\nx = read(b)\n", "read(b)"),
        ("from yaml import load\nsafe_load = 1\nx = load(b)\n", "load(b)"),
        ("import yaml\nx = yaml.load(b, (yaml.Loader\n))\n", "yaml.load(b, (yaml.Loader\n))"),
        ("import yaml\nx = yaml.load(b, Loader=yaml.SafeLoader)\n", "yaml.load(b, Loader=yaml.SafeLoader)"),
        ("import json\nx = json.load(b)\n", "json.load(b)"),
        ("x = (\n", "x"),
    ],
)
def test_what_is_not_plain_is_left_alone(text: str, call: str, written: Written, at: At) -> None:
    assert safe(at(text, call), written(text)) is None


ARGUMENTS = st.sampled_from(
    ["b", "'é: ü'", "(b)", "f(g(b), h=1)", "b if b else c", "lambda: b", "(x for x in b)", "[\n b,\n]"]
)
LOADERS = st.sampled_from([", yaml.Loader", ", Loader=yaml.Loader", ",Loader = (yaml.Loader)", ", (yaml.Loader)", ""])
AROUND = st.sampled_from(
    [
        "x = {}",
        "if é:\n\tx = {}",
        "é = 1; x = {}; z = 2",
        "x = f({}, k='ü')",
        "async def f():\n  return {}",
        "@d\ndef f(a={}): pass",
    ]
)
MARKS = st.sampled_from([b"", b"\xef\xbb\xbf"])
ENDS = st.sampled_from(["\n", "\r\n"])


@given(ARGUMENTS, LOADERS, AROUND, ENDS, MARKS)
def test_in_any_surroundings_the_call_is_mended_or_left_alone(
    argument: str, loader: str, around: str, end: str, mark: bytes
) -> None:
    text = f"import yaml\n{around.format(f'yaml.load({argument}{loader})')}\n"
    mine = parsed("app.py", text)
    assert mine is not None
    call = next(
        node
        for node in ast.walk(mine.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "load"
    )
    scripts = Scripts(("app.py",), lambda path: SourceFile(path, "app", text))
    fix = safe(_finding(mine.place(call)), scripts)
    assume(fix is not None)
    assert fix is not None
    raw = mark + text.replace("\n", end).encode()
    new = applying.finished("app.py", raw, fix.edits)
    assert new is not None
    wanted = text.replace(f"yaml.load({argument}{loader})", f"yaml.safe_load({argument})")
    assert ast.dump(ast.parse(new)) == ast.dump(ast.parse(wanted))
    assert new.count(b"\r\n") == (new.count(b"\n") if end == "\r\n" else 0)
    assert new.startswith(mark + b"import yaml")


def _finding(place: Place) -> Finding:
    return Finding("yaml-from-request", 502, Severity.CRITICAL, place, "", fixes=(Fix("", ()),))
