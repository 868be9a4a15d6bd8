"""Does a finding say what stands before it, and is not enough? Such a test makes it less sure, and is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.findings import Finding
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

APP = """\
import hashlib, hmac, os, pickle, re
from flask import Flask, abort, request
app = Flask(__name__)
@app.post("/x")
def x():
    raw = request.get_data()
    {test}
    return str(pickle.loads(raw))
"""
PARTLY = {
    "an assertion": 'assert hmac.compare_digest(hmac.digest(os.environb[b"K"], raw, "sha256"), request.headers["M"])',
    "a beginning": r'if not raw.startswith(b"\x80\x04"): abort(400)',
    "a word that must not be there": 'if b"subprocess" in raw: abort(400)',
    "a digest that anybody can compute": 'if hashlib.sha256(raw).hexdigest() != request.headers["M"]: abort(400)',
    "a code whose key stands in the source": (
        'if not hmac.compare_digest(hmac.new(b"known", raw, "sha256").hexdigest(), request.headers["M"]): abort(403)'
    ),
    "a pattern of which a part must match": 'if not re.match(rb"\\w", raw): abort(400)',
}
NOTHING_ASKED = {
    "nothing": "pass",
    "whether it is there": "if not raw: abort(400)",
    "something else": 'if not request.headers["X"].startswith("a"): abort(400)',
    "a type": "if not isinstance(raw, bytes): abort(400)",
}


def found(folder: Path, test: str) -> Finding:
    (folder / "app.py").write_text(APP.format(test=test), encoding="utf-8")
    [finding] = scan(folder, Settings(only=("pickle-from-request",))).findings
    return finding


@pytest.mark.parametrize("test", PARTLY)
def test_a_test_in_part_makes_a_finding_less_sure(test: str, tmp_path: Path) -> None:
    finding = found(tmp_path, PARTLY[test])
    assert finding.confidence == "partial"
    assert [step.place.line for step in finding.doubts] == [7]
    assert "less sure, for line 7" in finding.message


@pytest.mark.parametrize("test", NOTHING_ASKED)
def test_what_asks_nothing_of_the_data_leaves_a_finding_firm(test: str, tmp_path: Path) -> None:
    finding = found(tmp_path, NOTHING_ASKED[test])
    assert finding.confidence == "firm"
    assert finding.doubts == ()


def test_an_assertion_is_told_as_what_it_is(tmp_path: Path) -> None:
    finding = found(tmp_path, PARTLY["an assertion"])
    assert finding.doubts[0].text.endswith("is asserted, and python -O leaves assertions out")
