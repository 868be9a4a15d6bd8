from hypothesis import given
from hypothesis import strategies as st

from bearproof.findings import Edit, Fix, Place
from bearproof.reports.excerpts import Change, Excerpts, Hunk, Quoted

TEXT = "import yaml\n\n\ndef load(raw):\n\tdata = yaml.load(raw)\n    return data\n# last\n# of all\n# and more\n"
ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))
NUMBERS = st.integers(-2, 12)


def quote(text: str | None) -> Excerpts:
    return Excerpts(lambda _file: text)


def test_a_line_is_quoted_without_its_indentation_and_with_its_stretch_marked() -> None:
    assert quote(TEXT).line(Place("a.py", 5, 8, 5, 22)) == Quoted(5, "data = ", "yaml.load(raw)", "")


def test_a_stretch_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert quote(TEXT).line(Place("a.py", 4, 4, 5, 2)) == Quoted(4, "def ", "load(raw):", "")


def test_a_place_without_an_end_marks_nothing() -> None:
    assert quote(TEXT).line(Place("a.py", 1, 7)) == Quoted(1, "import ", "", "yaml")


def test_a_line_that_cannot_be_had_is_none() -> None:
    assert quote(None).line(Place("a.py", 1)) is None
    assert quote("one\n").line(Place("a.py", 9)) is None
    assert quote("one\n").line(Place("a.py", 0)) is None


def test_a_file_is_asked_for_once() -> None:
    asked: list[str] = []

    def text_of(file: str) -> None:
        asked.append(file)

    excerpts = Excerpts(text_of)
    excerpts.line(Place("a.py", 1))
    excerpts.line(Place("a.py", 2))
    assert asked == ["a.py"]


def test_a_fix_is_a_diff_with_two_lines_around_it() -> None:
    fix = Fix("Load safely", (Edit(Place("a.py", 5, 13, 5, 17), "safe_load"),))
    assert quote(TEXT).hunks(fix) == [
        Hunk(
            "a.py",
            3,
            (
                Change(" ", ""),
                Change(" ", "def load(raw):"),
                Change("-", "    data = yaml.load(raw)"),
                Change("+", "    data = yaml.safe_load(raw)"),
                Change(" ", "    return data"),
                Change(" ", "# last"),
            ),
        )
    ]


def test_an_insertion_deletes_nothing() -> None:
    fix = Fix("Import json", (Edit(Place("a.py", 1), "import json\n"),))
    assert quote(TEXT).hunks(fix)[0].changes == (
        Change("+", "import json"),
        Change(" ", "import yaml"),
        Change(" ", ""),
    )


def test_edits_far_apart_are_two_hunks_and_near_ones_are_one() -> None:
    far = Fix("", (Edit(Place("a.py", 9, 0, 9, 1), ""), Edit(Place("a.py", 1, 0, 1, 6), "use")))
    near = Fix("", (Edit(Place("a.py", 5, 1, 5, 5), "it"), Edit(Place("a.py", 6, 11, 6, 15), "it")))
    assert [hunk.line for hunk in quote(TEXT).hunks(far)] == [1, 7]
    assert [change.text for change in quote(TEXT).hunks(near)[0].changes if change.sign == "+"] == [
        "    it = yaml.load(raw)",
        "    return it",
    ]


def test_without_the_source_a_diff_shows_what_it_adds() -> None:
    fix = Fix("", (Edit(Place("a.py", 4, 0, 4, 3), "one\ntwo"),))
    assert quote(None).hunks(fix) == [Hunk("a.py", 4, (Change("+", "one"), Change("+", "two")))]


def test_edits_that_lie_within_each_other_are_not_applied() -> None:
    fix = Fix("", (Edit(Place("a.py", 1, 0, 1, 6), "x"), Edit(Place("a.py", 1, 3, 1, 8), "y")))
    assert [hunk.changes for hunk in quote(TEXT).hunks(fix)] == [(Change("+", "x"),), (Change("+", "y"),)]


def test_an_enormous_edit_is_cut_and_the_cut_is_said() -> None:
    many = Fix("", (Edit(Place("a.py", 1), "x\n" * 200),))
    enormous = Fix("", (Edit(Place("a.py", 1), "x\n" * 100_000),))
    assert quote(TEXT).hunks(many)[0].changes[-1] == Change(" ", "… (142 lines more)")
    assert quote(TEXT).hunks(enormous)[0].changes == (Change(" ", "… 3 lines become 100,003"),)


@given(ANYTHING, ANYTHING, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_no_place_and_no_edit_breaks_a_quotation(
    text: str, new: str, line: int, column: int, end_line: int, end_column: int
) -> None:
    place = Place("a.py", line, column, end_line, end_column)
    excerpts = quote(text)
    quoted = excerpts.line(place)
    shown = [change.text for hunk in excerpts.hunks(Fix("", (Edit(place, new),))) for change in hunk.changes]
    shown += [quoted.before, quoted.marked, quoted.after] if quoted else []
    assert all(text.isprintable() for text in shown)
