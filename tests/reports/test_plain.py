import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bearproof.reports.plain import counted, encodable, ended, harmless, listed, one_line

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANYTHING)
def test_nothing_harmless_controls_a_terminal(text: str) -> None:
    assert {unicodedata.category(char) for char in harmless(text)}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@given(ANYTHING)
def test_everything_encodable_can_be_encoded(text: str) -> None:
    encodable(text).encode("utf-8")


def test_plain_words_in_any_script_stay_as_they_are() -> None:
    assert harmless('Ünïcode 数据 данные "x"') == 'Ünïcode 数据 данные "x"'


def test_letters_that_show_nothing_are_written_out() -> None:
    assert harmless("admin\u3164") == "admin\\u3164"
    assert harmless("admin\u200b\U000e0041") == "admin\\u200b\\U000e0041"


def test_long_text_is_cut_and_the_rest_is_counted() -> None:
    assert harmless("x" * 3010, 10) == "xxxxxxxxxx… (3,000 characters more)"


def test_white_space_becomes_one_space() -> None:
    assert one_line(" a\r\n\tb\u2028c ") == "a b c"


def test_the_small_words_of_a_sentence() -> None:
    assert (counted(1, "route"), counted(1204, "route")) == ("1 route", "1,204 routes")
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == (
        "",
        "a",
        "a and b",
        "a, b and c",
    )
    assert (ended("a"), ended("a."), ended("a?"), ended("")) == ("a.", "a.", "a?", "")
