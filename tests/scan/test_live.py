"""What does the live side say of apps that are slow, broken, hostile or merely odd? Nothing that is not so."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.findings import Finding, Proof, Reason
from bearproof.inputs.settings import Settings
from bearproof.probe.identity import Identity
from bearproof.probe.request import Request
from bearproof.probe.starting import trouble
from bearproof.probe.starting.launch import Start
from bearproof.scan import static
from bearproof.scan.proving import live
from bearproof.scan.proving.identities import Login, LoginFailed
from bearproof.scan.proving.live import Live, Shown

HEAD = """
import base64
import codecs
import os
import pickle
import random
import time

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
"""
LOAD = """

@app.get("/load")
def load():
    return str(pickle.loads(base64.b64decode(request.args["d"])))
"""

Prove = Callable[..., Shown]


@pytest.fixture
def prove(tmp_path: Path) -> Prove:
    """Scans an app of the given views, starts it and proves on it."""

    def run(views: str, **options: object) -> Shown:
        (tmp_path / "app.py").write_text(HEAD + views, encoding="utf-8")
        start = Start(tmp_path, app="app:app", environment=dict(os.environ), patience=20)
        how = Live(start, **{"allow_unsafe_methods": True, **options})  # type: ignore[arg-type]  # fields of Live
        return live.prove(static.scan(tmp_path, Settings()), how)

    return run


def proofs(shown: Shown) -> list[tuple[str, Proof]]:
    return [(finding.check, finding.proof) for finding in shown.result.findings]


def reasons(shown: Shown) -> list[tuple[str, Reason]]:
    return [(item.place, item.reason) for item in shown.result.not_looked]


def test_a_canary_that_arrives_proves(prove: Prove) -> None:
    (finding,) = prove(LOAD).result.findings
    assert finding.proof is Proof.PROVEN
    assert finding.evidence[0].summary == 'a canary sent in query "d" (base64) was imported by pickle.loads'
    assert finding.evidence[0].details["request"].startswith("curl -s -X GET 'http://127.0.0.1:5000/load?d=")


def test_an_unsafe_method_is_asked_only_when_that_is_allowed(prove: Prove) -> None:
    views = '\n\n@app.post("/load")\ndef load():\n    return str(pickle.loads(request.get_data()))\n'
    shown = prove(views, allow_unsafe_methods=False)
    assert proofs(shown) == [("pickle-from-request", Proof.SUSPECTED)]
    assert reasons(shown) == [("POST /load", Reason.UNSAFE_METHOD)]
    assert not shown.result.incomplete
    assert shown.result.coverage.requests_sent == 0


def test_an_app_that_dies_loses_nothing_that_was_found(prove: Prove) -> None:
    views = LOAD + '\n\n@app.get("/die")\ndef die():\n    x = request.args["d"]\n    os._exit(3)\n    pickle.loads(x)\n'
    shown = prove(
        views.replace("    os._exit(3)\n    pickle.loads(x)\n", "    os._exit(3) if x else pickle.loads(x)\n")
    )
    assert ("pickle-from-request", Proof.PROVEN) in proofs(shown)
    assert ("GET /die", Reason.NO_ANSWER) in reasons(shown)
    assert shown.result.incomplete


def test_an_app_that_is_slow_is_left_after_the_time_for_an_answer(prove: Prove) -> None:
    shown = prove(LOAD.replace("    return", "    time.sleep(3)\n    return"), timeout=0.3)
    assert reasons(shown) == [("GET /load", Reason.NO_ANSWER)]
    assert proofs(shown) == [("pickle-from-request", Proof.SUSPECTED)]


def test_no_more_requests_are_sent_than_may_be(prove: Prove) -> None:
    shown = prove(LOAD, most_requests=1)
    assert reasons(shown) == [("GET /load", Reason.BUDGET_SPENT)]
    assert shown.result.coverage.requests_sent == 1


def test_an_app_that_cannot_be_started_leaves_what_the_source_said(prove: Prove) -> None:
    shown = prove(LOAD + "\nraise RuntimeError('not today')\n")
    assert proofs(shown) == [("pickle-from-request", Proof.SUSPECTED)]
    assert reasons(shown) == [("app:app", Reason.APP_NOT_STARTED)]
    assert isinstance(shown.trouble, trouble.AppBroken)


def test_a_login_that_fails_is_told_and_nothing_is_asked_as_nobody_instead(prove: Prove) -> None:
    shown = prove(LOAD, identities=(Login("a", Request("POST", "/login", json={})),))
    assert reasons(shown) == [("app:app", Reason.LOGIN_LOST)]
    assert isinstance(shown.trouble, LoginFailed)


def test_what_we_cannot_encode_is_not_looked_at(prove: Prove) -> None:
    shown = prove(LOAD.replace("base64.b64decode(", "codecs.decode(codec='hex', obj="))
    assert proofs(shown) == [("pickle-from-request", Proof.SUSPECTED)]
    assert reasons(shown) == [("GET /load", Reason.NO_REQUEST)]


ROLE = """

@app.get("/audit")
def audit():
    if request.args.get("role") != "admin":
        abort(403)
    return {answer}
"""


def role(shown: Shown) -> Finding:
    return next(finding for finding in shown.result.findings if finding.check == "role-from-untrusted-data")


def test_a_refusal_that_becomes_an_answer_is_a_flipped_decision(prove: Prove) -> None:
    (evidence,) = role(prove(ROLE.format(answer="'ok'"))).evidence
    assert evidence.kind == "decision-flipped"
    assert "turns deny into allow (200)" in evidence.summary


def test_a_fault_of_the_app_is_no_answer(prove: Prove) -> None:
    assert role(prove(ROLE.format(answer="str(1 // 0)"))).proof is Proof.SUSPECTED


def test_an_app_that_refuses_every_other_request_proves_nothing(prove: Prove) -> None:
    views = (
        ROLE.format(answer="'ok'")
        .replace("def audit():\n", "def audit():\n    asked.append(1)\n")
        .replace(
            "        abort(403)",
            "        app.logger.debug('no administrator')\n    if len(asked) % 2:\n        abort(403)",
        )
    )
    assert role(prove("\nasked = []\n" + views)).proof is Proof.SUSPECTED


def test_a_second_refusal_behind_the_decision_is_no_way_in(prove: Prove) -> None:
    views = ROLE.format(answer="'ok'").replace("    return 'ok'", "    abort(401 if request.method else 500)")
    assert role(prove(views)).proof is Proof.SUSPECTED


def test_where_the_named_value_is_refused_any_other_is_the_way_in(prove: Prove) -> None:
    (evidence,) = role(prove(ROLE.format(answer="'ok'").replace('!= "admin"', '== "guest"'))).evidence
    assert "turns allow into deny" in evidence.summary
    assert "role=guest" not in evidence.details["request"]
    assert "role=guest" in evidence.details["control"]


def test_an_answer_that_comes_in_drops_is_left(prove: Prove) -> None:
    drops = "app.response_class((time.sleep(0.2) or b'x' for _ in range(600)))"
    shown = prove(
        LOAD.replace(
            'str(pickle.loads(base64.b64decode(request.args["d"])))',
            f'({drops}, pickle.loads(base64.b64decode(request.args["d"])))[0]',
        ),
        timeout=0.6,
    )
    assert reasons(shown) == [("GET /load", Reason.NO_ANSWER)]


def test_a_login_that_is_not_answered_is_told(prove: Prove) -> None:
    views = '\n\n@app.post("/login")\ndef login():\n    os._exit(1)\n'
    shown = prove(LOAD + views, identities=(Login("a", Request("POST", "/login", json={})),))
    assert [reason for _, reason in reasons(shown)] == [Reason.LOGIN_LOST]


def test_an_app_whose_answers_differ_anyway_proves_nothing_by_a_differing_answer(prove: Prove) -> None:
    views = """

@app.get("/audit")
def audit():
    if request.args.get("role") == "admin":
        return jsonify(entries=[1], time=time.time())
    return jsonify(entries=[], time=time.time())
"""
    assert role(prove(views)).proof is Proof.SUSPECTED


def test_a_branch_that_changes_nothing_for_the_caller_is_not_proven(prove: Prove) -> None:
    views = """

@app.get("/audit")
def audit():
    entries = []
    if request.args.get("role") == "admin":
        app.logger.info("an administrator asks")
        return jsonify(entries)
    return jsonify(entries)
"""
    assert role(prove(views)).proof is Proof.SUSPECTED


LATER = """

@app.get("/{name}")
def {name}():
    if request.headers.get("Authorization") != "Bearer " + "t" * 20 or {later}:
        abort(401)
    return str(pickle.loads(base64.b64decode(request.args["d"])))
"""


def test_a_token_that_is_refused_from_some_time_on_is_told(prove: Prove) -> None:
    views = "".join(LATER.format(name=name, later=name != "one") for name in ("one", "two", "three", "four"))
    shown = prove(views, identities=(Identity("a", "t" * 20),))
    assert reasons(shown) == [("GET /four", Reason.LOGIN_LOST)]


def test_a_route_that_only_the_running_app_knows_is_told(prove: Prove) -> None:
    views = """

def greet(name):
    return name


for number in range(int(os.environ.get("HOW_MANY", "1"))):
    app.add_url_rule("/" + str(number) + "/<name>", "greet" + str(number), greet)
"""
    shown = prove(LOAD + views)
    assert [(item.place, item.reason) for item in shown.result.not_looked] == [("GET /0/<name>", Reason.ROUTE_UNKNOWN)]
    assert not shown.result.incomplete


CLAIMS = """

import jwt

@app.get("/me")
def me():
    {first}
    token = request.headers["Authorization"].split()[1]
    claims = jwt.decode(token, options={{"verify_signature": False}})
    if claims["sub"] == "nobody":
        abort(403)
    return claims["sub"]


{last}
"""
HANDLER = "@app.errorhandler(jwt.InvalidTokenError)\ndef refused(error):\n    return 'no such token', 401\n"


@pytest.mark.parametrize(
    ("first", "last", "proof"),
    [
        ("pass", HANDLER, Proof.PROVEN),
        ("pass", "", Proof.SUSPECTED),
        ("if 'Authorization' not in request.headers: return 'everybody'", HANDLER, Proof.SUSPECTED),
    ],
    ids=["text is refused", "text is a fault", "nobody is let in"],
)
def test_a_forged_token_proves_something_only_where_others_are_refused(
    prove: Prove, first: str, last: str, proof: Proof
) -> None:
    shown = prove(CLAIMS.format(first=first, last=last))
    assert [level for check, level in proofs(shown) if check == "unverified-token"] == [proof]
