import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.findings import CheckDoc, Coverage, Evidence, Finding, Place, Proof, Result, Severity, Status, Step
from bearproof.reports.markdown import prose, render

TEXT = "\n" * 38 + '    raw = request.args["data"]\n    raw = decode(raw)\n    return pickle.loads(raw)\n'
HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("<>&[]()!*_~`|#@:/\\-+=.1aF \n"), st.characters(exclude_categories=())),
    max_size=40,
)
#: A stretch of code, as CommonMark reads it: a fence, and the next fence of just that length.
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


def shown(result: Result, docs: dict[str, CheckDoc]) -> str:
    return render(result, docs, text_of=lambda _file: TEXT)


def alone(*findings: Finding) -> Result:
    return Result(root="/home/ann/shop", findings=findings, coverage=Coverage(files_seen=1))


def test_a_report_is_a_table_and_then_the_details(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    evidence = Evidence(
        "canary-imported",
        'a canary sent in query "data" (base64) was imported by pickle.loads',
        {"request": "curl -s 'http://127.0.0.1:5000/profile?data=gA'", "caller": "alice"},
    )
    assert shown(alone(replace(proven, evidence=(evidence,))), docs) == (
        "# Bearproof report\n\n"
        "1 finding: 1 proven; 1 critical. 1 with a fix.\n\n"
        "| Severity | Proof | Check | Operation | Place |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| critical | proven | `pickle-from-request` | `GET /profile` | `shop/views.py:41` |\n\n"
        "## `pickle-from-request` on `GET /profile`: critical, proven\n\n"
        "At `shop/views.py:41`: Request data is unpickled.\n\n"
        'Evidence (`canary-imported`, proven): a canary sent in query "data" (base64) was imported by '
        "`pickle.loads`.\n\n"
        "```sh\ncurl -s 'http://127.0.0.1:5000/profile?data=gA'\n```\n\n"
        "With `caller` `alice`.\n\n"
        '1. `request.args["data"]` (`shop/views.py:39`): `raw = request.args["data"]`\n'
        "2. is stored in raw (`shop/views.py:40`): `raw = decode(raw)`\n"
        "3. reaches `pickle.loads` (`shop/views.py:41`): `return pickle.loads(raw)`\n\n"
        "What to do: Read JSON into a schema.\n\n"
        "Fix: Read JSON instead (changes what callers send or get). Send JSON.\n\n"
        '```diff\n     raw = request.args["data"]\n     raw = decode(raw)\n-    return pickle.loads(raw)\n'
        "+    return json.loads(raw)\n \n```\n\n"
        "Looked at 1 Python file and 0 routes; 0 places not looked at.\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("turns deny into allow (200); with alice's", "turns deny into allow (200); with alice's"),
        ("@ann sees #12 and GH-12", "`@ann` sees `#12` and `GH-12`"),
        ("http://evil.example [a](b) <b>x</b>", "`http://evil.example [a](b) <b>x</b>`"),
        ("![x](y) *bold* _soft_", "`![x](y) *bold* _soft_`"),
        ("deadbeef and 1. more", "`deadbeef` and `1`. more"),
        ("reaches `pickle.loads`, and `a|b`.", "reaches `pickle.loads`, and `a\\|b`."),
        ("a tick ` alone", "a tick `` ` `` alone"),
        ("line\none", "line one"),
    ],
)
def test_what_is_not_plainly_a_word_is_code(text: str, written: str) -> None:
    assert prose(text) == written


@given(HOSTILE)
def test_outside_of_code_stand_words_only(nasty: str) -> None:
    outside = CODE.sub(" ", prose(nasty).replace("\\|", ""))
    assert re.fullmatch(r"(?:[\s\"'(),.;:?-]|[^\W_])*", outside)
    assert not re.search(r"[0-9a-fA-F]{7,}\b|www|://|^\s*\d+\.", outside)


@given(HOSTILE)
def test_nothing_scanned_leaves_its_line_or_its_cell(nasty: str) -> None:
    place = Place(f"{nasty}.py", 1)
    finding = Finding("check", 502, Severity.HIGH, place, nasty)
    finding = replace(finding, operation=nasty, trace=(Step(place, nasty),), evidence=(Evidence(nasty, nasty),))
    lines = render(alone(finding), {}, text_of=lambda _file: nasty).splitlines()
    assert len(re.findall(r"(?<!\\)\|", lines[6])) == 6
    assert [line[:3] for line in lines if re.match(r" {0,3}(?:[#>*+=<-]|\d+[.)])", line)] == ["# B", "## ", "1. "]
    assert "\x00" not in "".join(lines)


def test_an_incomplete_report_says_so(result: Result, docs: dict[str, CheckDoc]) -> None:
    text = shown(result, docs)
    assert "The answer is incomplete: not everything was looked at." in text
    assert text.endswith("Looked at 12 Python files and 4 routes; 3 places not looked at.\n")


def test_what_is_suppressed_or_in_test_code_is_counted_only(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    text = shown(alone(replace(proven, status=Status.SUPPRESSED), replace(proven, in_tests=True)), docs)
    assert text.startswith(
        "# Bearproof report\n\nNo findings in what was looked at. 1 more in test code. 1 suppressed.\n\nLooked at"
    )


def test_what_became_of_a_finding_stands_beside_its_proof(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    assert "| critical | proven, fixed |" in shown(alone(replace(proven, status=Status.FIXED)), docs)


def test_a_long_report_fits_into_a_comment_and_counts_what_is_left_out(
    proven: Finding, docs: dict[str, CheckDoc]
) -> None:
    text = shown(alone(*[replace(proven, ordinal=number) for number in range(500)]), docs)
    assert "400 more findings left out of the table." in text
    assert "The details of 480 more findings are left out." in text
    long = replace(proven, trace=(), evidence=(Evidence("k", "s", {"request": "A" * 7000}),))
    text = shown(alone(*[replace(long, ordinal=number) for number in range(19)]), docs)
    assert len(text) < 60_000
    assert re.search(r"The details of 1[0-3] more findings are left out\.", text)


def test_a_hostile_report_is_short_and_visible(hostile: Result, docs: dict[str, CheckDoc]) -> None:
    text = shown(replace(hostile, findings=(replace(hostile.findings[0], proof=Proof.PROVEN),)), docs)
    assert len(text) < 65_536
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066\ud800-\udfff]", text)
