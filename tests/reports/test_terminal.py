import io
import re
from dataclasses import replace

import pytest

from bearproof.findings import CheckDoc, Coverage, Evidence, Finding, Place, Proof, Result, Status, Step
from bearproof.reports.terminal import summary, trace_sentence, write, write_explanation


def printed(
    result: Result, docs: dict[str, CheckDoc], *, color: bool = False, width: int = 160, verbose: bool = False
) -> str:
    out = io.StringIO()
    write(result, docs, out=out, color=color, width=width, verbose=verbose)
    return out.getvalue()


def test_a_report_says_what_where_how_we_know_and_what_to_do(result: Result, docs: dict[str, CheckDoc]) -> None:
    assert printed(result, docs) == (
        "shop/views.py:41  pickle-from-request  critical, proven\n"
        '  request.args["data"] (line 39) is stored in raw (line 40) and reaches pickle.loads (line 41)\n'
        '  GET /profile: a canary sent in query "data" (base64) was imported by pickle.   '
        "Read JSON into a schema: bearproof explain pickle-from-request\n"
        "\n"
        "shop/auth.py:12  presence-only-bearer  high, suspected\n"
        "  GET /profile: The Bearer header is looked at, and no token is verified.   "
        "Verify the token on every request: bearproof explain presence-only-bearer\n"
        "\n"
        "Looked at 12 Python files (1,234 lines): 5 parsed, 7 skipped by the byte search; 4 routes found, "
        "40 functions followed; 0.8 s of CPU.\n"
        "Not looked at: 3 places\n"
        "  syntax-error: 2: shop/bad.py:3 and shop/worse.py:9\n"
        "  python-2: 1: shop/old.py\n"
        "2 findings: 1 proven, 1 suspected; 1 critical, 1 high. 1 with a fix. "
        "The answer is incomplete: not everything was looked at.\n"
    )


def test_a_narrow_terminal_gets_the_same_words_on_more_lines(docs: dict[str, CheckDoc], proven: Finding) -> None:
    alone = Result(root="", findings=(proven,), coverage=Coverage())
    assert printed(alone, docs, width=60).partition("\n\n")[0] == (
        "shop/views.py:41  pickle-from-request  critical, proven\n"
        '  request.args["data"] (line 39) is stored in raw (line 40)\n'
        "    and reaches pickle.loads (line 41)\n"
        '  GET /profile: a canary sent in query "data" (base64) was\n'
        "    imported by pickle.\n"
        "  Read JSON into a schema: bearproof explain\n"
        "    pickle-from-request"
    )


def test_verbose_adds_evidence_fixes_further_places_and_the_fingerprint(
    proven: Finding, docs: dict[str, CheckDoc]
) -> None:
    evidence = Evidence("canary-imported", "a canary was imported", {"request": "curl -s x", "caller": "alice"})
    finding = replace(proven, evidence=(evidence,), source_text="s", sink_text="k")
    alone = Result(root="", findings=(finding,), coverage=Coverage())
    assert printed(alone, docs, verbose=True).splitlines()[3:8] == [
        "  curl -s x",
        "  Evidence: canary-imported: a canary was imported. caller=alice",
        "  Fix: Read JSON instead (changes what callers send or get). Send JSON.",
        "  See also: shop/app.py:7.",
        f"  Fingerprint: {finding.fingerprint}",
    ]


def test_a_proven_finding_is_told_with_its_request_whole_on_a_line_of_its_own(
    proven: Finding, docs: dict[str, CheckDoc]
) -> None:
    command = f"curl -s -X GET 'http://127.0.0.1:5000/profile?data={'gA' * 2000}'"
    evidence = Evidence("canary-imported", 'a canary sent in query "data" was imported by pickle', {"request": command})
    told = printed(Result(root="", findings=(replace(proven, evidence=(evidence,)),), coverage=Coverage()), docs)
    assert told.splitlines()[:5] == [
        "shop/views.py:41  pickle-from-request  critical, proven",
        '  request.args["data"] (line 39) is stored in raw (line 40) and reaches pickle.loads (line 41)',
        (
            '  GET /profile: a canary sent in query "data" was imported by pickle.   '
            "Read JSON into a schema: bearproof explain pickle-from-request"
        ),
        f"  {command}",
        "",
    ]


def test_each_operation_told_together_has_its_own_request_up_to_three(
    proven: Finding, docs: dict[str, CheckDoc]
) -> None:
    some = [
        replace(proven, operation=f"GET /{letter}", evidence=(Evidence("k", "s", {"request": f"curl /{letter}"}),))
        for letter in "abcde"
    ]
    told = printed(Result(root="", findings=tuple(some), coverage=Coverage()), docs)
    assert "\n  curl /a\n  curl /b\n  curl /c\n  2 more requests (--verbose shows all)\n\n" in told
    assert "\n  curl /d\n  curl /e\n" in printed(
        Result(root="", findings=tuple(some), coverage=Coverage()), docs, verbose=True
    )


def test_a_request_drives_no_terminal(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    evidence = Evidence("k", "s", {"request": "curl \x1b[2J\nerror: owned"})
    told = printed(Result(root="", findings=(replace(proven, evidence=(evidence,)),), coverage=Coverage()), docs)
    assert "\n  curl \\x1b[2J\\x0aerror: owned\n" in told


def test_what_was_asked_of_the_running_app_is_counted(result: Result, docs: dict[str, CheckDoc]) -> None:
    coverage = replace(result.coverage, operations_probed=3, requests_sent=1200, identities=("alice", "bob"))
    told = printed(replace(result, coverage=coverage), docs, width=400)
    assert "0.8 s of CPU; 3 operations asked with 1,200 requests as alice and bob.\n" in told


def test_verbose_gives_the_detail_of_what_was_not_looked_at(result: Result, docs: dict[str, CheckDoc]) -> None:
    assert "  syntax-error: 2: shop/bad.py:3 (invalid syntax) and shop/worse.py:9\n" in printed(
        result, docs, verbose=True
    )


def test_color_changes_no_word(result: Result, docs: dict[str, CheckDoc]) -> None:
    colored = printed(result, docs, color=True)
    assert colored.startswith(
        "\x1b[1mshop/views.py:41\x1b[0m  pickle-from-request  \x1b[1;31mcritical, proven\x1b[0m\n"
    )
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == printed(result, docs)


def test_one_sink_under_two_operations_is_told_once(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    both = (proven, replace(proven, operation="POST /profile"))
    told = printed(Result(root="", findings=both, coverage=Coverage()), docs)
    assert told.count("shop/views.py:41") == 1
    assert "  GET /profile and POST /profile: a canary sent" in told
    assert "2 findings: 2 proven; 2 critical." in told


def test_a_finding_with_more_proof_stands_before_one_that_is_worse(
    proven: Finding, suspected: Finding, docs: dict[str, CheckDoc]
) -> None:
    findings = (replace(proven, proof=Proof.SUSPECTED), replace(suspected, proof=Proof.REACHED))
    told = printed(Result(root="", findings=findings, coverage=Coverage()), docs)
    assert told.index("shop/auth.py:12") < told.index("shop/views.py:41")


def test_a_suppressed_finding_is_counted_and_shown_on_request_only(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    hushed = Result(root="", findings=(replace(proven, status=Status.SUPPRESSED),), coverage=Coverage())
    assert "pickle-from-request" not in printed(hushed, docs)
    assert "No findings in what was looked at. 1 suppressed.\n" in printed(hushed, docs)
    assert "critical, proven, suppressed\n" in printed(hushed, docs, verbose=True)


def test_advice_comes_from_the_check_when_the_finding_has_none(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    told = printed(Result(root="", findings=(replace(proven, advice=""),), coverage=Coverage()), docs)
    assert "Read JSON into a schema: bearproof explain pickle-from-request\n" in told


def test_a_step_in_another_file_names_it_and_so_does_the_way_back(proven: Finding) -> None:
    there_and_back = (
        Step(Place("shop/views.py", 39), "request.data"),
        Step(Place("shop/db.py", 7), "is written to the column blob"),
        Step(Place("shop/db.py", 9), "is read again"),
        Step(Place("shop/views.py", 41), "reaches pickle.loads"),
    )
    assert trace_sentence(replace(proven, trace=there_and_back)) == (
        "request.data (line 39) is written to the column blob (line 7 of shop/db.py), is read again (line 9) "
        "and reaches pickle.loads (line 41 of shop/views.py)"
    )


def test_a_long_trace_keeps_its_ends_and_says_how_much_is_left_out(proven: Finding) -> None:
    steps = tuple(Step(Place("shop/views.py", number), f"step{number}") for number in range(1, 101))
    assert trace_sentence(replace(proven, trace=steps)) == (
        "step1 (line 1) step2 (line 2), step3 (line 3), step4 (line 4), step5 (line 5), step6 (line 6), "
        "passes 88 more steps (--verbose shows all), step95 (line 95), step96 (line 96), step97 (line 97), "
        "step98 (line 98), step99 (line 99) and step100 (line 100)"
    )


def test_what_is_hostile_is_written_as_a_visible_escape(hostile: Result, docs: dict[str, CheckDoc]) -> None:
    told = printed(hostile, docs, verbose=True)
    assert not re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", told)
    assert "0 functions followed; CPU time unknown.\n" in told
    assert told.startswith("shop/\\x1b[31m\\u202e\\udcff|`.py:3  pickle-from-request  critical, suspected\n")


def test_an_enormous_message_is_cut_and_the_cut_is_said(hostile: Result, docs: dict[str, CheckDoc]) -> None:
    short = replace(hostile, not_looked=(), findings=(replace(hostile.findings[0], trace=(), evidence=()),))
    told = printed(short, docs)
    assert len(told) < 6000
    assert " characters more)" in told


def test_a_terminal_that_knows_ascii_only_gets_escapes_instead_of_a_traceback(
    proven: Finding, docs: dict[str, CheckDoc]
) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    finding = replace(proven, operation="GET /grüße", evidence=())
    write(Result(root="", findings=(finding,), coverage=Coverage()), docs, out=out, color=False, width=200)
    out.flush()
    assert b"GET /gr\\xfc\\xdfe: Request data is unpickled." in raw.getvalue()


@pytest.mark.parametrize(
    ("interrupted", "last"),
    [
        (True, "The run was interrupted: these are the findings so far."),
        (False, "The answer is incomplete: not everything was looked at."),
    ],
)
def test_the_last_words_say_why_the_answer_is_not_whole(result: Result, *, interrupted: bool, last: str) -> None:
    assert summary(replace(result, interrupted=interrupted)).endswith(last)


def test_an_explanation_holds_everything_the_check_says_of_itself(doc: CheckDoc) -> None:
    out = io.StringIO()
    write_explanation(doc, out, color=False, width=60)
    assert out.getvalue() == (
        "pickle-from-request: Request data reaches `pickle`.\n"
        "critical, CWE-502, deserialization, since 0.1\n"
        "\n"
        "What it finds\n"
        "  A call that unpickles bytes which came from the request.\n"
        "\n"
        "Why it matters\n"
        "  Unpickling runs code of the sender's choosing. A valid\n"
        "  Bearer token changes nothing.\n"
        "\n"
        "Instead\n"
        "  Read JSON into a schema. Refuse what does not fit.\n"
        "\n"
        "How it is proven\n"
        "  A document whose module name is a nonce is sent; the\n"
        "  sensor sees the import.\n"
        "\n"
        "How the guard stops it\n"
        "  Bytes that came with the request are refused at the\n"
        "  unpickler.\n"
        "\n"
        "Bad\n"
        "    import pickle\n"
        "\n"
        "    user = pickle.loads(raw)  # found\n"
        "\n"
        "Good\n"
        "    user = json.loads(raw)\n"
    )
