import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.findings import (
    CheckDoc,
    Coverage,
    Edit,
    Evidence,
    Finding,
    Fix,
    NotLooked,
    Place,
    Proof,
    Reason,
    Result,
    RouteRow,
    Severity,
    Status,
    Step,
)
from bearproof.reports.html_report import render

VOID = {"meta", "input", "br", "use", "path", "rect", "circle"}
TEXT = "\n" * 38 + '    raw = request.args["data"]\n    raw = decode(raw)\n    return pickle.loads(raw)\n'
#: Letters from which markup is made come often, and beside them anything at all.
HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("<>&\"'=/`{}%#!- \n\x00\x1b\u202e"), st.characters(exclude_categories=())),
    max_size=60,
) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</code></pre><b>",
        "</style><style>*{display:none}",
        "{{ 7 * 7 }}{% raw %}",
        "<!--",
        "]]>",
        "&lt;b&gt;",
        "`</code><i>`",
    ]
)


class Page(HTMLParser):
    """Reads a page as strictly as its author wrote it: every element that opens must close, in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.odd: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.odd.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.odd.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.odd.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.odd.append(f"<![{data}]>")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def shown(result: Result, docs: dict[str, CheckDoc], text: str | None = TEXT) -> str:
    return render(result, docs, text_of=lambda _file: text)


def alone(*findings: Finding) -> Result:
    return Result(root="/home/ann/shop", findings=findings, coverage=Coverage())


def full_of(nasty: str) -> Result:
    place = Place(f"shop/{nasty}.py", 1, 2, 1, 5)
    finding = Finding(
        check=f"check{nasty}",
        cwe=502,
        severity=Severity.CRITICAL,
        place=place,
        message=nasty,
        trace=(Step(place, nasty), Step(place, f"`{nasty}`")),
        operation=nasty,
        proof=Proof.PROVEN,
        evidence=(Evidence(nasty, nasty, {"request": nasty, "control": nasty, nasty: nasty}),),
        fixes=(Fix(nasty, (Edit(place, nasty),), note=nasty),),
        advice=nasty,
        related=(place,),
    )
    return Result(
        root=f"/home/{nasty}",
        findings=(finding, replace(finding, in_tests=True), replace(finding, status=Status.SUPPRESSED, trace=())),
        coverage=Coverage(requests_sent=1, identities=(nasty,)),
        not_looked=(NotLooked(nasty, Reason.BAD_ENCODING, nasty),),
        routes=(RouteRow((nasty,), nasty, nasty, place, nasty, nasty, nasty),),
    )


#: The same report with nothing hostile in it: what it is made of, and nothing scanned may add to.
NEUTRAL = Page(render(full_of("x"), {}, text_of=lambda _file: "x" * 9))


@given(HOSTILE)
def test_nothing_scanned_becomes_markup(nasty: str) -> None:
    text = render(full_of(nasty), {}, text_of=lambda _file: nasty)
    page = Page(text)
    assert (page.odd, page.open) == ([], [])
    assert page.elements <= NEUTRAL.elements
    assert page.attributes <= NEUTRAL.attributes
    assert [link for link in page.links if not link.startswith("#")] == []
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_markup_would_be_seen() -> None:
    page = Page("<p onclick=x><img src=http://evil></i></p>")
    assert page.odd != []
    assert not page.elements <= NEUTRAL.elements
    assert not page.attributes <= NEUTRAL.attributes


def test_a_hostile_result_is_written_as_visible_escapes(hostile: Result, docs: dict[str, CheckDoc]) -> None:
    text = shown(hostile, docs)
    page = Page(text)
    assert (page.odd, page.open) == ([], [])
    assert page.elements <= NEUTRAL.elements
    assert "\\x1b[2J\\x1b]0;owned\\x07\\u202egnp.exe" in page.text
    assert "… 1,300 more steps" in page.text
    assert "700 more places." in page.text
    assert " characters more)" in page.text
    assert len(text) < 1_000_000


def test_template_code_in_the_source_is_text(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    assert "{{ 7 * 7 }}" in Page(shown(alone(replace(proven, message="{{ 7 * 7 }}")), docs)).text


def test_the_page_may_load_nothing_and_take_its_own_style_only(result: Result, docs: dict[str, CheckDoc]) -> None:
    text = shown(result, docs)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
    ) in text
    assert not re.search(r"url\(|@import|https?:", style)
    assert "style" not in Page(text).attributes


def test_a_card_says_what_where_how_we_know_and_what_to_do(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    evidence = Evidence(
        "canary-imported",
        "a canary sent in query data was imported by pickle",
        {"request": "curl -s 'http://127.0.0.1:5000/profile?data=a&b'", "caller": "alice"},
    )
    text = Page(shown(alone(replace(proven, evidence=(evidence,))), docs)).text
    start = text.index("CWE-502")
    assert text[start : text.index("Fix:")] == (
        "CWE-502 pickle-from-request on GET /profile shop/views.py:41 Request data is unpickled. "
        "Evidence: canary-imported, proven a canary sent in query data was imported by pickle. "
        "The request, to send again curl -s 'http://127.0.0.1:5000/profile?data=a&b' caller alice "
        "How the data moves "
        'request.args["data"] ( shop/views.py:39 ) raw = request.args["data"] '
        "is stored in raw ( shop/views.py:40 ) raw = decode(raw) "
        "reaches pickle.loads ( shop/views.py:41 ) return pickle.loads(raw) "
        "What to do Read JSON into a schema. "
    )


def test_the_stretch_of_a_step_is_marked(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    assert "<pre><code>return <mark>pickle.loads(raw)</mark></code></pre>" in shown(alone(proven), docs)


def test_a_command_can_be_copied_whole(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    command = "curl -s " + "A" * 20_000
    evidence = Evidence("canary-imported", "imported", {"request": command})
    assert f"<code>{command}</code>" in shown(alone(replace(proven, evidence=(evidence,))), docs)


def test_a_fix_is_a_small_diff(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    text = shown(alone(proven), docs)
    assert '<span class="removed">-     return pickle.loads(raw)\n</span>' in text
    assert '<span class="added">+     return json.loads(raw)\n</span>' in text
    assert "Fix: Read JSON instead (changes what callers send or get)" in text


def test_a_card_has_the_prose_of_its_check(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    text = Page(shown(alone(proven), docs)).text
    assert "Why it matters Unpickling runs code of the sender's choosing." in text
    assert "Instead Read JSON into a schema. Refuse what does not fit." in text


def test_code_in_prose_is_code(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    finding = replace(proven, message="reaches `pickle.loads` <b>")
    assert "<bdi>reaches </bdi><code>pickle.loads</code><bdi> &lt;b&gt;.</bdi>" in shown(alone(finding), docs)


def test_without_the_source_a_card_stands_all_the_same(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    text = shown(alone(proven), docs, None)
    assert "<mark>" not in text
    assert '<span class="added">+ json\n</span>' in text


def test_the_head_counts_by_severity_proof_and_status(
    proven: Finding, suspected: Finding, docs: dict[str, CheckDoc]
) -> None:
    text = Page(shown(alone(replace(proven, status=Status.FIXED), suspected), docs)).text
    assert "Bearproof report: shop 2 findings: 1 proven, 1 suspected; 1 critical, 1 high." in text
    assert "Severity proven reached suspected all critical 1 0 0 1 high 0 0 1 1 By status: 1 open and 1 fixed." in text


def test_findings_are_sorted_by_proof_then_severity(
    proven: Finding, suspected: Finding, docs: dict[str, CheckDoc]
) -> None:
    text = shown(alone(replace(proven, proof=Proof.SUSPECTED), replace(suspected, proof=Proof.REACHED)), docs)
    assert text.index('<h3 id="finding-1-title"><code>presence-only-bearer') < text.index('<h3 id="finding-2-title">')


def test_test_code_and_what_is_suppressed_stand_apart(
    proven: Finding, suspected: Finding, docs: dict[str, CheckDoc]
) -> None:
    page = Page(shown(alone(replace(proven, in_tests=True), replace(suspected, status=Status.SUPPRESSED)), docs))
    assert "Findings No findings in what was looked at. In test code Nobody deploys test code" in page.text
    assert "1 more in test code. 1 suppressed." in page.text
    assert {"tests-1", "suppressed-1"} <= set(page.ids)


def test_every_link_leads_to_a_place_on_the_page_and_no_place_is_named_twice(
    result: Result, docs: dict[str, CheckDoc]
) -> None:
    page = Page(shown(result, docs))
    assert {link.removeprefix("#") for link in page.links} - set(page.ids) == set()
    assert len(page.ids) == len(set(page.ids))
    assert "finding-2" in page.ids


def test_routes_coverage_and_what_was_not_looked_at_are_told(result: Result, docs: dict[str, CheckDoc]) -> None:
    text = Page(shown(result, docs)).text
    assert "4 routes: 1 public by silence, 1 not verified, 1 public by decision and 1 verified." in text
    assert "GET,POST /z/<id> open_door shop/views.py:60 nobody - - - Letter public by silence" in text
    assert "Python files seen 12 parsed 5 skipped by the byte search 7 lines 1,234 routes found 4" in text
    assert "syntax-error: 2 (leaves the answer incomplete) shop/bad.py:3 invalid syntax shop/worse.py:9" in text
    assert "The answer is incomplete: not everything that ought to be was looked at." in text
    assert "/home/ann" not in text


def test_what_was_asked_of_the_running_app_is_told(result: Result, docs: dict[str, CheckDoc]) -> None:
    coverage = replace(result.coverage, operations_probed=3, requests_sent=1200, identities=("alice", "bob"))
    text = Page(shown(replace(result, coverage=coverage), docs)).text
    assert "operations asked on the running app 3 requests sent 1,200 callers that the app let in alice and bob" in text


def test_a_result_without_anything_says_so(docs: dict[str, CheckDoc]) -> None:
    text = Page(shown(alone(), docs)).text
    assert "Findings No findings in what was looked at. Routes No routes were found." in text
    assert text.endswith("This file is whole: it loads nothing, runs nothing and sends nothing.")


def test_an_interrupted_run_says_so(result: Result, docs: dict[str, CheckDoc]) -> None:
    assert "The run was interrupted: these are the findings so far." in shown(replace(result, interrupted=True), docs)


@pytest.mark.parametrize("word", ["critical", "high", "medium", "low", "info"])
def test_each_severity_has_a_shape_and_not_only_a_colour(word: str, proven: Finding, docs: dict[str, CheckDoc]) -> None:
    text = shown(alone(replace(proven, severity=Severity[word.upper()])), docs)
    assert f'<symbol id="shape-{word}"' in text
    assert f'<use href="#shape-{word}"/></svg> {word}</li>' in text


def luminance(color: str) -> float:
    """How bright a colour is, by WCAG 2.2."""
    digits = color[1:] if len(color) == 7 else "".join(letter * 2 for letter in color[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [0, 1, 2], ids=["light", "dark", "print"])
def test_all_text_stands_out_from_what_is_behind_it(palette: int, docs: dict[str, CheckDoc]) -> None:
    blocks = re.findall(r":root \{([^}]*--ink: #[^}]*)\}", shown(alone(), docs), re.DOTALL)
    colors = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", blocks[palette]))
    light = {name: luminance(color) for name, color in colors.items()}
    text = ["ink", "soft", "link", "critical", "high", "medium", "low", "info", "good"]
    behind = ["page", "card", "code"]
    pairs = [*product(text, behind), *product(["ink"], ["mark", "plus", "minus"])]
    ratios = [sorted((light[one] + 0.05, light[other] + 0.05)) for one, other in pairs]
    assert min(bright / dark for dark, bright in ratios) >= 4.5


def test_two_thousand_findings_take_seconds(proven: Finding, docs: dict[str, CheckDoc]) -> None:
    many = tuple(replace(proven, ordinal=number) for number in range(2000))
    start = time.process_time()
    text = shown(alone(*many), docs)
    assert time.process_time() - start < 10
    assert text.count("<article ") == 2000
