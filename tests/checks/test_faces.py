"""Every bad example of every check, through its other faces: proven on the running app, and stopped by the guard."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import bearproof
from bearproof.checks._check import Check, Example
from bearproof.findings import Proof, Status
from bearproof.inputs.settings import Settings
from bearproof.probe import minting
from bearproof.probe.answer import Answer, Verdict
from bearproof.probe.identity import Identity
from bearproof.probe.request import Request
from bearproof.probe.starting.launch import started
from bearproof.probe.transport import HttpTransport
from bearproof.scan import registry, static
from bearproof.scan.fixing import fixed_app, mending, writing
from bearproof.scan.proving import live as proving
from bearproof.scan.proving import replaying
from bearproof.scan.proving.live import Live, Shown

CHECKS = [check for check in registry.load_all() if check.prove is not None]
BAD = [
    pytest.param(check, example, id=f"{check.name}: {example.title}")
    for check in CHECKS
    for example in check.examples
    if example.marked
]
#: Formats that name no modules: bytes are seen arriving, and nothing more can be shown.
REACHED_ONLY = {"marshal on a header"}
#: Nobody reads a key from what is loaded here, so that no schema can be declared for it.
WITHOUT_A_FIX = {"marshal on a header"}
GUARDED = """
import app
from bearproof.guard import Guard

guard = Guard.first_party(secret_env="KEY", audience="api", tripwire="refuse", authority="refuse")
guard.allow_endpoints(*{rule.endpoint for rule in app.app.url_map.iter_rules()})
guard.init_app(app.app)
app = app.app
"""

KEY = "3c2f1e0d9b8a7f6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e"

Write = Callable[[Example], Path]
Start = Callable[..., Live]


def shown(check: Check, folder: Path, how: Live) -> Shown:
    return proving.prove(static.scan(folder, Settings(only=(check.name,))), how)


def answer(how: Live, request: Request, who: Identity) -> Answer:
    with started(how.start, Path(bearproof.__file__).parent) as child, HttpTransport(child.url) as transport:
        return transport.send(request, credential=who.credential, number="good")


@pytest.mark.parametrize(("check", "example"), BAD)
def test_a_bad_example_is_proven(check: Check, example: Example, written: Write, live: Start) -> None:
    folder = written(example)
    result = shown(check, folder, live(folder)).result
    wanted = Proof.REACHED if example.title in REACHED_ONLY else Proof.PROVEN
    assert [finding.proof for finding in result.findings] == [wanted] * len(example.marked)
    assert result.not_looked == ()


@pytest.mark.parametrize(("check", "example"), BAD)
def test_a_good_request_of_a_bad_example_is_answered(
    example: Example, check: Check, written: Write, live: Start, admin: Identity
) -> None:
    del check
    folder = written(example)
    assert example.good is not None
    assert answer(live(folder), example.good, admin).verdict is Verdict.ALLOW


@pytest.mark.parametrize(("check", "example"), BAD)
def test_the_guard_refuses_what_was_proven_and_answers_the_good_request(
    check: Check, example: Example, written: Write, live: Start, admin: Identity
) -> None:
    folder = written(example)
    before = shown(check, folder, live(folder))
    (folder / "behind_guard.py").write_text(GUARDED, encoding="utf-8")
    how = live(folder, "behind_guard:app")
    after = replaying.replayed(before.result, before.proofs, how)
    assert [outcome.still for outcome in after] == [False] * len(example.marked)
    assert {outcome.asked.answer.status for outcome in after if outcome.asked is not None} <= {400, 401}
    assert [refused(outcome) for outcome in after] == [True] * len(example.marked)
    assert example.good is not None
    assert answer(how, example.good, admin).verdict is Verdict.ALLOW


FIXED = [
    pytest.param(check, example, id=f"{check.name}: {example.title}")
    for check in CHECKS
    for example in check.examples
    if example.marked and check.fix is not None and example.title not in WITHOUT_A_FIX
]


@pytest.mark.parametrize(("check", "example"), FIXED)
def test_after_the_fix_nothing_is_proven_and_good_requests_are_answered_as_before(
    check: Check, example: Example, written: Write, live: Start, admin: Identity
) -> None:
    folder = written(example)
    before = shown(check, folder, live(folder))
    assert example.good is not None
    answered = answer(live(folder), example.good, admin)
    again = fixed_app.replay(before.result, before.proofs, live(folder))
    offered = mending.offered(before.result.findings)
    done = mending.verified(folder, before.result, Settings(only=(check.name,)), offered, replay=again)
    assert [each.problem for each in done.fixes] == [""] * len(offered)
    assert len(done.fixed) == len(example.marked)
    writing.write(done.root, done.files, allow_dirty=True)
    after = answer(live(folder), example.good_after or example.good, known_to_the_guard(folder, admin))
    assert (after.status, after.body) == (answered.status, answered.body)
    left = shown(check, folder, live(folder)).result.findings
    # Behind a guard the look at the header stays where it was: it does no harm any more.
    assert [(finding.status, finding.proof) for finding in left] == [(Status.GUARDED, Proof.SUSPECTED)] * len(left)


def known_to_the_guard(folder: Path, who: Identity) -> Identity:
    """The caller with a token for the guard that a fix has put in; where there is none, with the one that it had."""
    found = re.search(r'audience="([\w-]+)"\)\n', (folder / "app.py").read_text(encoding="utf-8"))
    if found is None or "Guard.first_party" not in (folder / "app.py").read_text(encoding="utf-8"):
        return who
    return Identity(who.name, minting.access_token(KEY, found[1], int(time.time())))


def refused(outcome: replaying.Replayed) -> bool:
    """The answer is the guard's own: a problem document, or a challenge (RFC 9457, RFC 6750)."""
    if outcome.asked is None:
        return False
    headers = dict(outcome.asked.answer.headers)
    body = outcome.asked.answer.body
    return headers.get("content-type") == "application/problem+json" and "title" in json.loads(body)
