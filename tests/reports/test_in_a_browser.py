"""What does a real browser make of the page? It is shown in a frame of 400 pixels, and measured from outside of it."""

import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bearproof.findings import CheckDoc, Evidence, Finding, Result
from bearproof.reports.html_report import render

pytestmark = [
    pytest.mark.real("chromium"),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on PATH"),
]

#: Everything that could be closed is opened, so that the widest the page can become is what is measured.
FRAME = """<!DOCTYPE html><title>frame</title>
<iframe src="/page" width="400" height="800"></iframe><pre id="told"></pre>
<script>
onload = () => {
  const frame = document.querySelector("iframe"), page = frame.contentDocument;
  for (const part of page.querySelectorAll("details")) part.open = true;
  const root = page.documentElement;
  const sized = page.querySelector("main") ?? page.body;
  document.querySelector("#told").textContent = JSON.stringify({
    wide: root.scrollWidth, seen: root.clientWidth, elements: page.querySelectorAll("*").length,
    loaded: frame.contentWindow.performance.getEntriesByType("resource").length,
    styled: frame.contentWindow.getComputedStyle(sized).maxWidth, scripted: page.documentElement.dataset.ran ?? "no",
  });
};
</script>"""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=10000",
    "--dump-dom",
)


@dataclass
class Measured:
    """What the browser told, and what it asked our server for."""

    told: dict[str, object]
    asked: list[str] = field(default_factory=list)


Measure = Callable[[str], Measured]


class Counting(HTMLParser):
    """Counts the elements of a page as its author wrote them."""

    elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs
        self.elements += 1


@pytest.fixture
def measure(tmp_path: Path) -> Iterator[Measure]:
    """Show a page in a browser, and measure it there."""
    pages: dict[str, str] = {"/": FRAME}
    asked: list[str] = []

    class Serving(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *_args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Serving) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def measured(page: str) -> Measured:
            pages["/page"] = page
            command = ["chromium", *FLAGS, f"--user-data-dir={tmp_path / 'profile'}"]
            address = f"http://127.0.0.1:{server.server_port}/"
            done = subprocess.run([*command, address], capture_output=True, text=True, timeout=90, check=True)
            told = done.stdout.partition('<pre id="told">')[2].partition("</pre>")[0]
            return Measured(json.loads(told), asked)

        yield measured
        server.shutdown()


def written(page: str) -> int:
    parser = Counting()
    parser.feed(page)
    return parser.elements


def test_a_page_that_is_too_wide_or_loads_or_runs_something_would_be_seen(measure: Measure) -> None:
    seen = measure(
        '<!DOCTYPE html><html><head></head><body><img src="/picture"><div style="width:900px">wide</div>'
        "<script>document.documentElement.dataset.ran = 'yes'</script></body></html>"
    )
    assert seen.told["wide"] == 908
    assert (seen.told["seen"], seen.told["loaded"], seen.told["scripted"]) == (400, 1, "yes")
    assert "/picture" in seen.asked


def test_a_report_fits_a_narrow_screen_and_loads_nothing(
    measure: Measure, result: Result, proven: Finding, docs: dict[str, CheckDoc]
) -> None:
    details = {"request": "curl -s http://127.0.0.1:5000/profile?data=" + "A" * 3000, "caller": "B" * 300}
    evidence = Evidence("canary-imported", "imported by " + "pickle" * 40, details)
    long = replace(proven, evidence=(evidence,), operation="GET /" + "long" * 60)
    page = render(
        replace(result, findings=(long, *result.findings)),
        docs,
        text_of=lambda _file: f"{'x' * 300} = {'y' * 200}\n" * 50,
    )
    seen = measure(page)
    assert seen.told == {
        "wide": 400,
        "seen": 400,
        "elements": written(page),
        "loaded": 0,
        "styled": "1088px",
        "scripted": "no",
    }
    assert set(seen.asked) - {"/favicon.ico"} == {"/", "/page"}


def test_a_hostile_report_makes_no_element_of_its_own(
    measure: Measure, hostile: Result, docs: dict[str, CheckDoc]
) -> None:
    script = "</code></pre></style></title><script>document.documentElement.dataset.ran = 'yes'</script><img src=/bad>"
    worse = replace(hostile.findings[0], message=script, check=script, operation=script, advice=f"`{script}`")
    page = render(
        replace(hostile, root=f"/x/{script}", findings=(*hostile.findings, worse)), docs, text_of=lambda _file: script
    )
    seen = measure(page)
    assert seen.told["elements"] == written(page)
    assert (seen.told["wide"], seen.told["loaded"], seen.told["scripted"]) == (400, 0, "no")
    assert set(seen.asked) - {"/favicon.ico"} == {"/", "/page"}
