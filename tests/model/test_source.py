"""What is the text of a place? One line of words, whatever the layout and the remarks."""

from __future__ import annotations

from bearproof.findings import Place
from bearproof.model.source import SourceFile


def text(source: str, line: int, end_line: int, *, column: int = 0, end_column: int = 0) -> str:
    return SourceFile("app.py", "app", source).at(Place("app.py", line, column, end_line, end_column))


def test_lines_are_joined() -> None:
    assert text("load(\n    data,\n    Loader,\n)\n", 1, 4, end_column=1) == "load( data, Loader, )"


def test_a_remark_between_the_lines_is_no_part_of_it() -> None:
    assert text("load(\n    # from the body\n    data,  # as it came\n)\n", 1, 4, end_column=1) == "load( data, )"


def test_a_hash_within_a_string_stays() -> None:
    assert text('load(\n    "#one",  # two\n)\n', 1, 3, end_column=1) == 'load( "#one", )'


def test_what_is_no_whole_expression_stays_as_it_is() -> None:
    assert text("x = [load(\n    data,  # that\n", 1, 2) == "x = [load( data, # that"


def test_a_place_outside_the_file_has_no_text() -> None:
    assert text("x = 1\n", 9, 9) == ""
