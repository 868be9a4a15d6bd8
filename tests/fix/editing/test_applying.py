import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.findings import Edit, Fix, Place
from bearproof.fix.editing.applying import applied, clashing, diff, files, finished, rewritten


def edit(line: int, start: int, stop: int, text: str) -> Edit:
    return Edit(Place("app.py", line, start, line, stop), text)


def test_edits_count_in_the_text_as_it_was() -> None:
    assert applied("abc\ndef\n", [edit(1, 0, 1, "xyz"), edit(1, 2, 3, ""), edit(2, 1, 1, "-")]) == "xyzb\nd-ef\n"


def test_a_stretch_over_lines_is_replaced() -> None:
    place = Place("app.py", 1, 4, 3, 1)
    assert applied("one two\nthree\nfour\n", [Edit(place, "X")]) == "one Xour\n"


def test_equal_edits_count_once() -> None:
    assert applied("b\n", [edit(1, 0, 0, "a"), edit(1, 0, 0, "a")]) == "ab\n"


def test_insertions_at_one_place_stand_in_the_order_given() -> None:
    assert applied("c\n", [edit(1, 0, 0, "a"), edit(1, 0, 0, "b")]) == "abc\n"


def test_clashing_edits_are_refused() -> None:
    assert applied("abcdef\n", [edit(1, 0, 3, "x"), edit(1, 2, 4, "y")]) is None


@pytest.mark.parametrize("place", [(0, 0, 0), (3, 0, 0), (1, 0, 9), (1, 2, 1), (2, 1, 1)])
def test_a_place_that_is_not_in_the_text_is_refused(place: tuple[int, int, int]) -> None:
    assert applied("abc\n", [edit(*place, "x")]) is None


def test_what_is_added_below_a_last_line_without_end_begins_a_new_one() -> None:
    assert applied("import a", [edit(2, 0, 0, "import b\n")]) == "import a\nimport b\n"


def test_line_ends_and_the_byte_order_mark_of_a_file_stay() -> None:
    raw = b"\xef\xbb\xbfimport a\r\nx = 1\r\n"
    assert rewritten(raw, [edit(2, 0, 0, "import b\n")]) == b"\xef\xbb\xbfimport a\r\nimport b\r\nx = 1\r\n"


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    assert rewritten(b"x = '\xe9'\n", [edit(1, 0, 1, "y")]) is None


def test_a_finished_file_has_no_import_that_the_edits_left_idle() -> None:
    raw = b"\xef\xbb\xbfimport io\r\nimport pickle\r\n\r\nx = pickle.loads(io)\r\n"
    assert finished("app.py", raw, [edit(4, 4, 16, "read")]) == b"\xef\xbb\xbfimport io\r\n\r\nx = read(io)\r\n"


def test_two_fixes_clash_where_both_change_one_stretch_differently() -> None:
    one = Fix("one", (edit(1, 0, 4, "x"),))
    assert clashing(one, Fix("other", (edit(1, 3, 5, "y"),)))
    assert not clashing(one, Fix("same", (edit(1, 0, 4, "x"),)))
    assert not clashing(one, Fix("beside", (edit(1, 4, 5, "y"),)))
    assert not clashing(one, Fix("elsewhere", (Edit(Place("b.py", 1, 0, 1, 4), "y"),)))


def test_two_fixes_clash_where_both_import_a_name_at_one_place() -> None:
    one = Fix("one", (edit(1, 0, 0, "import os\n"),))
    assert clashing(one, Fix("more", (edit(1, 0, 0, "import os\nimport io\n"),)))
    assert not clashing(one, Fix("same", (edit(1, 0, 0, "import os\n"),)))
    assert not clashing(one, Fix("other", (edit(1, 0, 0, "import io\n"),)))


def test_edits_are_sorted_into_files() -> None:
    other = Edit(Place("b.py", 1, 0, 1, 1), "y")
    assert files([Fix("f", (edit(1, 0, 1, "x"), other))]) == {"app.py": [edit(1, 0, 1, "x")], "b.py": [other]}


def test_a_diff_is_one_that_patch_reads() -> None:
    assert "".join(diff("app.py", "a\nb", "a\nc")) == (
        "--- a/app.py\n+++ b/app.py\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
        "\\ No newline at end of file\n"
    )


TEXTS = st.text(st.sampled_from("aé\t #\"'(\n"), max_size=40)
PLACES = st.tuples(st.integers(0, 6), st.integers(0, 9), st.integers(0, 6), st.integers(0, 9))
EDITS = st.lists(
    st.builds(lambda place, text: Edit(Place("app.py", *place), text), PLACES, st.text("xé\n", max_size=3)), max_size=4
)


@given(TEXTS, EDITS)
def test_any_edits_are_applied_or_refused_alike_under_every_line_end(text: str, edits: list[Edit]) -> None:
    plain = applied(text, edits)
    windows = rewritten(text.replace("\n", "\r\n").encode(), edits)
    marked = rewritten(b"\xef\xbb\xbf" + text.encode(), edits)
    assert windows == (None if plain is None else (_windows(text, plain)).encode())
    assert marked == (None if plain is None else b"\xef\xbb\xbf" + plain.encode())


@given(TEXTS)
def test_no_edit_changes_nothing(text: str) -> None:
    assert applied(text, []) == text


@given(
    st.lists(st.sampled_from(["x = 1", "é = 'ü'", "def f():\n\treturn 1", "if x:\n    pass"]), min_size=1, max_size=5)
)
def test_a_line_inserted_at_any_statement_keeps_the_file_whole(statements: list[str]) -> None:
    text = "\n".join(statements) + "\n"
    tree = ast.parse(text)
    new = applied(text, [edit(node.lineno, 0, 0, "import os\n") for node in tree.body])
    assert new is not None
    assert len(ast.parse(new).body) == 2 * len(tree.body)


def _windows(text: str, plain: str) -> str:
    # A text without any line end has none to take over.
    return plain.replace("\n", "\r\n") if "\n" in text else plain
