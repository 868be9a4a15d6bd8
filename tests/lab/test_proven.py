"""Is every flaw of the lab that can be live shown, under every server and interpreter, and nothing left behind?"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

import bearproof
from bearproof import lab
from bearproof.findings import Evidence, Finding, Proof, Reason
from bearproof.inputs.settings import Settings
from bearproof.probe.starting.launch import Child, Start, started
from bearproof.probe.transport import HttpTransport
from bearproof.scan import static
from bearproof.scan.proving import live as proving
from bearproof.scan.proving import replaying
from bearproof.scan.proving.demonstration import Plan
from bearproof.scan.proving.live import Live, Shown

ROWS = [row for row in json.loads(lab.TRUTH.read_text(encoding="utf-8")) if row["live"]]
EXPECTED = sorted((row["check"], row["operation"], row["live"]) for row in ROWS)
PACKAGE = Path(bearproof.__file__).parent
INTERPRETERS = Path(__file__).parents[2] / ".interpreters"
KEY = "5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f0e9d8c7b6a5f4e"

Start_ = Callable[..., Live]


@pytest.fixture
def environment(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    plan = Plan.read(lab.DEMO)

    def make(name: str) -> dict[str, str]:
        own = {"LAB_DATABASE": str(tmp_path / f"{name}.db"), "LAB_TOKEN_KEY": KEY, "LAB_SESSION_KEY": KEY}
        return {**os.environ, **plan.environment, **own}

    return make


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
        return number


@pytest.fixture
def live(environment: Callable[[str], dict[str, str]]) -> Start_:
    """How the lab is started: as `--app` does, or by a command line."""

    def begin(folder: Path, app: str, *, command: str = "", url: str = "", python: str = sys.executable) -> Live:
        start = Start(
            folder,
            app=app,
            command=tuple(command.split()),
            url=url,
            python=python,
            environment=environment(app.partition(":")[0] + url.rpartition(":")[2]),
        )
        return Live(start, Plan.read(lab.DEMO).logins, allow_unsafe_methods=True)

    return begin


def shown(how: Live, folder: Path = lab.VULNERABLE) -> Shown:
    return proving.prove(static.scan(folder, Settings()), how)


def levels(findings: Sequence[Finding]) -> list[tuple[str, str | None, str]]:
    return sorted((each.check, each.operation, each.proof.word) for each in findings if each.proof)


def test_every_row_that_can_be_live_is_shown(live: Start_) -> None:
    found = shown(live(lab.VULNERABLE, "corkboard:create_app"))
    assert levels(found.result.findings) == EXPECTED
    assert [(item.place, item.reason) for item in found.result.not_looked] == [
        ("GET /attachments/<int:attachment_id>", Reason.NO_REQUEST)
    ]
    assert found.result.coverage.identities == ("alice",)


def test_the_renamed_copy_shows_the_same(live: Start_, relayout_module: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    relayout_module.relayout(lab.VULNERABLE, copy)
    package = next(path.parent.name for path in copy.glob("*/__init__.py"))
    found = shown(live(copy, f"{package}:create_app"), copy)
    assert [level for *_, level in levels(found.result.findings)] == [level for *_, level in EXPECTED]


SERVERS = {
    "flask run": "-m flask --app corkboard:create_app run --port {port}",
    "gunicorn sync": "-m gunicorn corkboard:create_app() --bind 127.0.0.1:{port} --workers 1",
    "gunicorn threads": "-m gunicorn corkboard:create_app() --bind 127.0.0.1:{port} --worker-class gthread --threads 4",
    "waitress": "-m waitress --listen 127.0.0.1:{port} --call corkboard:create_app",
}


@pytest.mark.real("server")
@pytest.mark.parametrize("server", SERVERS)
def test_every_server_shows_the_same(server: str, live: Start_, port: int) -> None:
    command = f"{sys.executable} {SERVERS[server].format(port=port)}"
    how = live(lab.VULNERABLE, "corkboard", command=command, url=f"http://127.0.0.1:{port}")
    assert levels(shown(how).result.findings) == EXPECTED


@pytest.mark.parametrize("version", ["3.8", "3.9", "3.10", "3.12", "3.13", "3.14"])
def test_every_interpreter_of_the_app_shows_the_same(version: str, live: Start_) -> None:
    python = INTERPRETERS / version / "bin/python"
    if not python.exists():
        pytest.skip(f"no environment for Python {version} here: make interpreters")
    how = live(lab.VULNERABLE, "corkboard:create_app", python=str(python))
    assert levels(shown(how).result.findings) == EXPECTED


def test_the_twin_shows_nothing_to_the_same_requests(live: Start_) -> None:
    before = shown(live(lab.VULNERABLE, "corkboard:create_app"))
    after = replaying.replayed(before.result, before.proofs, live(lab.GUARDED, "pinboard:create_app"))
    assert len(after) == len(EXPECTED)
    assert [outcome.proof.finding.check for outcome in after if outcome.still] == []
    assert [
        outcome.asked.answer.status for outcome in after if outcome.asked and outcome.asked.answer.status >= 500
    ] == []


def test_the_canaries_leave_nothing_behind(live: Start_) -> None:
    """No traceback and no fault in the log, no canary in the log or the database."""
    result = static.scan(lab.VULNERABLE, Settings(only=("deserialization",)))
    how = live(lab.VULNERABLE, "corkboard:create_app")
    with started(how.start, PACKAGE) as child, HttpTransport(child.url) as transport:
        target = proving.aimed(result, how, child, transport)
        proofs = proving._Proofs(target, allow_unsafe=True)  # noqa: SLF001  # the log is gone when the child is
        list(map(proofs.add, result.findings))
        log = child.log.read_text(encoding="utf-8", errors="replace")
    assert len(proofs.proofs) == sum(row["check"].endswith("from-request") for row in ROWS)
    assert [line for line in log.splitlines() if re.search(r'Traceback|Error|Exception|" 5\d\d ', line)] == []
    assert "canary" not in re.sub(r'"[A-Z]+ [^"]*"', "", log)
    assert b"canary" not in Path(how.start.environment["LAB_DATABASE"]).read_bytes()


@pytest.mark.real("curl and bash")
def test_every_proof_replays_from_its_printed_command(live: Start_) -> None:
    if shutil.which("curl") is None or shutil.which("bash") is None:
        pytest.skip("no curl or no bash here")
    before = shown(live(lab.VULNERABLE, "corkboard:create_app"))
    fresh, twin = live(lab.VULNERABLE, "corkboard:create_app"), live(lab.GUARDED, "pinboard:create_app")
    fresh.start.environment["LAB_DATABASE"] += ".fresh"  # type: ignore[index]  # a plain dictionary, made above
    there, elsewhere = curled(before, fresh), curled(before, twin)
    assert len(there) == len([row for row in ROWS if row["live"] == "proven"])
    assert [each for each, shows in there if not shows] == []
    assert [each for each, shows in elsewhere if shows] == []


def curled(before: Shown, how: Live) -> list[tuple[str, bool]]:
    """Each printed command, with whether it shows again what it showed, at a fresh start of an app."""
    with started(how.start, PACKAGE) as child, HttpTransport(child.url) as transport:
        (alice,) = proving._identities(how.identities, transport)  # noqa: SLF001  # a login at this very child
        proofs = [proof for proof in before.proofs if proof.evidence.proof is Proof.PROVEN]
        return [
            (proof.evidence.details["request"], shows_again(proof.evidence, child, alice.token)) for proof in proofs
        ]


def shows_again(evidence: Evidence, child: Child, token: str) -> bool:
    """Whether the canary is imported, or the request is answered where its control is refused, or otherwise."""
    child.new_events()
    answer = run(evidence.details["request"], child.url, token)
    events = {str(event["event"]) for event in child.new_events()}
    if evidence.kind == "canary-imported":
        return "import-canary" in events
    control = run(evidence.details["control"], child.url, token)
    return answer != control and not answer.endswith(("400", "401", "403", "422"))


def run(command: str, url: str, token: str) -> str:
    """What the shell prints for the command: the body and the status."""
    line = command.replace("http://127.0.0.1:5000", url).replace("curl -s", "curl -s -w %{http_code}")
    environment = {**os.environ, "ALICE": token}
    done = subprocess.run(["bash", "-c", line], check=True, capture_output=True, text=True, env=environment)  # noqa: S607  # the shell of the system
    return done.stdout
