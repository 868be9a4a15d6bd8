"""Can hostile source crash, hang or fool the parser? And is other Python's source still read?"""

import ast
import sys
import time
import tokenize
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearproof.findings import NotLooked, Reason
from bearproof.inputs import dialects, interpreters, parsing, rebuilding, suspicion
from bearproof.inputs.child import Answer, ask
from bearproof.inputs.parsing import Parsed, parse
from bearproof.inputs.reading import Limits

LIMITS = Limits()
MANY = 100_000

needs_newer = pytest.mark.skipif(interpreters.newer() is None, reason="no newer Python was found on this machine")


def reason(source: str | bytes) -> Reason | None:
    answer = parse(source if isinstance(source, bytes) else source.encode(), "a.py", LIMITS)
    return answer.reason if isinstance(answer, NotLooked) else None


def tree(source: str) -> str:
    answer = parse(source.encode(), "a.py", LIMITS)
    assert isinstance(answer, Parsed)
    return ast.unparse(answer.tree)


def test_a_harmless_file_is_parsed_with_its_text() -> None:
    answer = parse(b"x = 1\r\ny = 2\r\n", "a.py", LIMITS)
    assert isinstance(answer, Parsed)
    assert answer.text == "x = 1\ny = 2\n"
    assert [node.lineno for node in answer.tree.body] == [1, 2]


@pytest.mark.parametrize(
    "bomb",
    [
        "(" * 1_000_000,
        "x = " + "-" * MANY + "1",
        "x = " + "~" * MANY + "1",
        "x = " + "not " * MANY + "1",
        "x = " + "lambda: " * MANY + "1",
        "x = " + "1 if 1 else " * 50_000 + "1",
        "x = a" + ".b" * MANY,
        "x = a" + "()" * MANY,
        "x = a" + "[0]" * MANY,
        "x = 1" + "+1" * MANY,
        "x = 1" + "**1" * MANY,
        "x = (a" + "\n.b" * MANY + ")",
        "x = (1" + " +\n1" * MANY + ")",
        "if x:\n pass\n" + "elif x:\n pass\n" * 50_000,
        "".join(" " * depth + "if x:\n" for depth in range(500)),
        "x = " + "f'{" * 150 + "1" + "}'" * 150 if sys.version_info >= (3, 12) else "x = " + "(" * 300 + ")" * 300,
        "x = a" + ".b" * 400,
        "x = " + "[a for a in " * 190 + "b" + "]" * 190,
    ],
    ids=range(18),
)
def test_a_bomb_is_too_deep_and_soon_told(bomb: str) -> None:
    start = time.monotonic()
    found = reason(bomb)
    assert found is Reason.TOO_DEEP
    assert time.monotonic() - start < 10


def test_a_bomb_goes_to_a_child_before_it_is_parsed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "ask", lambda *_, **__: Answer(-11))
    monkeypatch.setattr(parsing, "_quietly", lambda _: pytest.fail("parsed in this process"))
    assert parse(b"x = " + b"-" * MANY + b"1", "a.py", LIMITS) == NotLooked(
        "a.py", Reason.PARSER_LIMIT, "the parser ran out of its time or memory, or crashed"
    )


def test_a_long_line_of_data_is_harmless() -> None:
    assert suspicion.suspicion(b"x = '" + b"abcd" * 50_000 + b"'", LIMITS) is suspicion.Suspicion.NONE
    assert reason("x = [" + "1, " * 20_000 + "]") is None


def test_a_chain_that_a_visitor_can_follow_is_parsed() -> None:
    assert reason("x = a" + ".b" * 200) is None


def test_a_child_that_hangs_is_ended() -> None:
    assert ask(sys.executable, "while True: pass", "", Limits(parse_seconds=1)).code != 0


def test_a_child_cannot_take_all_memory() -> None:
    assert ask(sys.executable, "x = bytearray(1 << 31)", "", Limits(parse_mib=256)).code == 1


def test_a_child_sees_neither_our_folder_nor_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ast.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    answer = ask(
        sys.executable,
        "import ast, os; print(os.getcwd(), 'PYTHONPATH' in os.environ, sys.flags.isolated, sys.flags.no_site)",
        "",
        LIMITS,
    )
    assert answer == Answer(0, b"/ False 1 1\n")


def test_a_huge_integer_is_refused_in_no_time() -> None:
    assert reason("x = " + "9" * 1_000_000) is Reason.SYNTAX_ERROR


def test_warnings_of_the_parsed_file_are_not_ours(
    recwarn: pytest.WarningsRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    warnings.simplefilter("error")
    monkeypatch.setattr(parsing, "_refused", lambda *_: pytest.fail("a warning became an error"))
    assert reason("x = '\\d'\nassert (1, 'x')\ny = 1 is 1\n") is None
    assert len(recwarn) == 0


@pytest.mark.parametrize(
    "source",
    [
        'print "x"\n',
        "print x\n",
        "try:\n    pass\nexcept IOError, e:\n    pass\n",
        "x = `y`\n",
        'exec "x"\n',
        "mode = 0777\n",
        "x = 10L\n",
        'x = ur"a"\n',
        "if a <> b: pass\n",
        'raise ValueError, "x"\n',
        "def f((a, b)): pass\n",
        "if x:\n\tprint 'a'\n        print 'b'\n",
    ],
)
def test_python_2_is_told_as_such(source: str) -> None:
    assert reason(source) is Reason.PYTHON_2


@pytest.mark.parametrize(
    "source",
    [
        "x = = 1\n",
        "f('<>') g\n",
        'x = "`a`" "b" c\n',
        "x = '00:07' b\n",
        "x = 1abc\n",
        "def f(:\n",
        "print('a'\n",
        "x = 1.05 y\n",
    ],
)
def test_a_broken_file_is_not_python_2(source: str) -> None:
    assert reason(source) is Reason.SYNTAX_ERROR


def test_a_syntax_error_says_where_and_what() -> None:
    assert parse(b"x = 1\ny = = 2\n", "a.py", LIMITS) == NotLooked("a.py:2", Reason.SYNTAX_ERROR, "invalid syntax")


@needs_newer
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads PEP 695 and PEP 701 by itself")
@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("def f[T: int](x: T) -> T: return x", "def f(x: T) -> T:\n    return x"),
        ("class C[T](B): pass", "class C(B):\n    pass"),
        ("type X[T] = list[T]", "X = list[T]"),
        ('x = f"{d["a"]}"', "x = f\"{d['a']}\""),
        ("type X = 1\ny = (1.5, 2j, b'\\xff', ..., -10**40, None, True)", None),
    ],
)
def test_newer_syntax_is_read_through_a_newer_python(source: str, read_as: str | None) -> None:
    expected = read_as or "X = 1\ny = (1.5, 2j, b'\\xff', ..., -10 ** 40, None, True)"
    assert tree(source) == expected


@needs_newer
def test_a_newer_python_sends_the_very_same_tree() -> None:
    text = Path(tokenize.__file__).read_text(encoding="utf-8")
    interpreter = interpreters.newer() or ""
    sent = rebuilding.rebuilt(ask(interpreter, rebuilding.PROGRAM, text, LIMITS).output)
    assert ast.dump(sent) == ast.dump(ast.parse(text))


def test_without_a_newer_python_libcst_knows_newer_syntax(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("libcst", reason="libcst is not installed")
    monkeypatch.setattr(parsing, "newer", lambda: None)
    monkeypatch.setattr(parsing, "_quietly", lambda text: (_ for _ in ()).throw(SyntaxError("no", ("a", 1, 1, text))))
    assert reason("type X = int\n") is Reason.NEWER_SYNTAX
    assert reason("type X = = int\n") is Reason.SYNTAX_ERROR


def test_exceptions_without_brackets_are_newer_unless_named_like_a_variable() -> None:
    line = "except ValueError, TypeError:"
    assert not dialects.python_2("multiple exception types must be parenthesized", line, line)
    assert dialects.perhaps_newer(line, line)


@pytest.mark.parametrize(
    "output", [b"", b"[]", b"1", b'[["exec", [], {}]]', b'[["Module", [null], {}]]', b'[["Name", [1,1,1,1], {}]]']
)
def test_what_is_no_tree_is_not_rebuilt(output: bytes) -> None:
    with pytest.raises(rebuilding.NotRebuilt):
        rebuilding.rebuilt(output)


def test_template_strings_become_formatted_strings() -> None:
    place = "[1, 0, 1, 1]"
    rows = (
        f'[["Load", [null, null, null, null], {{}}], ["Name", {place}, {{"id": ["v", "a"], "ctx": ["n", 0]}}],'
        f'["Interpolation", {place}, {{"value": ["n", 1], "str": ["v", "a"], "conversion": ["i", "-0x1"]}}],'
        f'["TemplateStr", {place}, {{"values": ["l", [["n", 2]]]}}], ["Expr", {place}, {{"value": ["n", 3]}}],'
        '["Module", [null, null, null, null], {"body": ["l", [["n", 4]]], "type_ignores": ["l", []]}]]'
    )
    assert ast.unparse(rebuilding.rebuilt(rows.encode())) == "f'{a}'"


def test_a_scanned_tree_cannot_name_the_interpreter(tmp_path: Path) -> None:
    planted = tmp_path / "tree" / "bin"
    planted.mkdir(parents=True)
    (planted / "python3.99").write_bytes(b"\x7fELF")
    (planted / "python3.99").chmod(0o755)
    (tmp_path / "shims").mkdir()
    (tmp_path / "shims" / "python3.98").write_bytes(b"#!/bin/sh\n")
    (tmp_path / "shims" / "python3.98").chmod(0o755)
    path = [planted, Path("bin"), Path(), tmp_path / "shims"]
    assert list(interpreters.on_path(path, tmp_path / "tree")) == []
    assert list(interpreters.on_path(path, tmp_path / "shims")) == [(99, str(planted / "python3.99"))]


def test_interpreters_beside_the_running_one_are_found(tmp_path: Path) -> None:
    found = tmp_path / "3.99.1" / "bin" / "python3.99"
    found.parent.mkdir(parents=True)
    found.write_bytes(b"\x7fELF")
    found.chmod(0o755)
    (tmp_path / "2.7.18" / "bin").mkdir(parents=True)
    assert list(interpreters.beside(tmp_path / "3.11.7")) == [(99, str(found))]
    assert list(interpreters.beside(Path("/usr"))) == []


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_random_bytes_never_crash_the_parser(raw: bytes) -> None:
    assert isinstance(parse(raw, "a.py", LIMITS), Parsed | NotLooked)


SOURCE = Path(dialects.__file__).read_bytes()


@given(st.integers(0, len(SOURCE)), st.integers(0, 60), st.binary(max_size=8), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_mutated_source_never_crashes_the_parser(at: int, length: int, new: bytes, copies: int) -> None:
    raw = SOURCE[:at] + new + SOURCE[at : at + length] * copies + SOURCE[at + length :]
    assert isinstance(parse(raw, "a.py", LIMITS), Parsed | NotLooked)


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("def query(async=False):\n    return async\n", "def query(async=False):\n    return async"),
        ("from a import async\nasync.run(await=1)\n", "from a import async\nasync.run(await=1)"),
    ],
)
def test_words_that_were_names_once_are_read_as_names(source: str, read_as: str) -> None:
    assert tree(source) == read_as


@pytest.mark.parametrize("source", ["def query(async=False) return\n", "async with a b:\n    pass\n"])
def test_a_broken_file_with_such_a_word_stays_broken(source: str) -> None:
    assert reason(source) is Reason.SYNTAX_ERROR
