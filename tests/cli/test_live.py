"""Do the live commands work as a user types them: proof, demo, and Ctrl-C in the middle?"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.cli.main import main

SHOP = """
import base64
import os
import pickle

from flask import Flask, abort, request

app = Flask(__name__)
KEY = os.environ["SHOP_KEY"]


@app.get("/profile")
def profile():
    if request.headers.get("Authorization") != "Bearer " + KEY:
        abort(401)
    return str(pickle.loads(base64.b64decode(request.args["data"])))


@app.get("/public")
def public():
    return str(pickle.loads(base64.b64decode(request.args["data"])))
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "shop.py").write_text(SHOP, encoding="utf-8")
    return tmp_path


def bearproof(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "SHOP_KEY": "k" * 32, "COLUMNS": "200", "NO_COLOR": "1", **environment}
    command = [sys.executable, "-m", "bearproof", *args]
    return subprocess.run(command, capture_output=True, text=True, env=known, check=False)


def test_findings_are_proven_as_somebody_whose_token_stands_in_a_variable(shop: Path) -> None:
    done = bearproof("scan", str(shop), "--app", "shop:app", "--as", "alice=env:SHOP_KEY", "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    assert [(each["operation"], each["proof"]) for each in findings] == [
        ("GET /profile", "proven"),
        ("GET /public", "proven"),
    ]
    assert done.returncode == 1
    assert "k" * 32 not in done.stdout + done.stderr


def test_what_nobody_was_let_in_for_stays_suspected(shop: Path) -> None:
    done = bearproof("scan", str(shop), "--app", "shop", "--format", "json")
    levels = {each["operation"]: each["proof"] for each in json.loads(done.stdout)["findings"]}
    assert levels == {"GET /profile": "suspected", "GET /public": "proven"}


def test_the_terminal_report_prints_the_request_whole(shop: Path) -> None:
    done = bearproof("scan", str(shop), "--app", "shop:app")
    assert "critical, proven" in done.stdout
    assert "\n  curl -s -X GET 'http://127.0.0.1:5000/public?data=" in done.stdout


def test_an_app_that_wants_a_setting_is_told_and_the_findings_are_kept(shop: Path) -> None:
    done = bearproof("scan", str(shop), "--app", "shop:app", SHOP_KEY="")
    assert done.returncode == 1
    (shop / "shop.py").write_text(SHOP + '\nos.environ["MISSING_ONE"]\n', encoding="utf-8")
    done = bearproof("scan", str(shop), "--app", "shop:app")
    assert done.returncode == 3
    assert "error: the app wants a setting that it does not have: KeyError: 'MISSING_ONE'" in done.stderr
    assert "critical, suspected" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--url", "http://127.0.0.1:1"], "--url without an app to start"),
        (["--as", "a=env:X"], "--as without an app to start"),
        (["--allow-unsafe-methods"], "--allow-unsafe-methods without an app to start"),
        (["--app", "shop", "--run", "flask run"], "--app and --run together"),
        (["--run", "flask run"], "--run without --url"),
        (["--app", "shop", "--url", "http://127.0.0.1:1"], "--url with --app"),
        (["--app", "shop", "--as", "a=env:NOT_SET"], "NOT_SET is not set"),
    ],
)
def test_options_that_do_not_go_together_are_named(shop: Path, options: list[str], message: str) -> None:
    done = bearproof("scan", str(shop), *options)
    assert done.returncode == 2
    assert message in done.stderr


def test_an_address_beyond_this_machine_is_refused(shop: Path) -> None:
    done = bearproof("scan", str(shop), "--run", "true", "--url", "http://192.0.2.1:80")
    assert done.returncode == 3
    assert "is not a loopback address" in done.stderr


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_ctrl_c_keeps_what_was_found(shop: Path) -> None:
    slow = SHOP.replace(
        "    return str", "    open('asked', 'w').close()\n    __import__('time').sleep(30)\n    return str"
    )
    (shop / "shop.py").write_text(slow, encoding="utf-8")
    report = shop / "report.json"
    command = [sys.executable, "-m", "bearproof", "scan", str(shop), "--app", "shop:app", "-o", str(report)]
    environment = {**os.environ, "SHOP_KEY": "k" * 32}
    process = subprocess.Popen(
        [*command, "--timeout", "60"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until((shop / "asked").exists)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
    found = json.loads(report.read_text(encoding="utf-8"))
    assert [each["operation"] for each in found["findings"]] == ["GET /profile", "GET /public"]
    assert found["interrupted"] is True


def test_a_fix_is_tried_on_a_copy_that_is_started_and_attacked(shop: Path) -> None:
    text = SHOP.replace("import pickle", "import yaml").replace(
        'pickle.loads(base64.b64decode(request.args["data"]))', 'yaml.load(request.args["data"], yaml.Loader)'
    )
    (shop / "shop.py").write_text(text, encoding="utf-8")
    done = bearproof("fix", str(shop), "--app", "shop:app", "--as", "alice=env:SHOP_KEY", "--write")
    assert (done.returncode, done.stdout) == (0, "")
    assert "load with the safe loader (GET /profile): written" in done.stderr
    assert "load with the safe loader (GET /public): written" in done.stderr
    mended = (shop / "shop.py").read_text(encoding="utf-8")
    assert mended == text.replace(
        'yaml.load(request.args["data"], yaml.Loader)', 'yaml.safe_load(request.args["data"])'
    )


def test_a_fix_that_was_to_be_tried_live_is_not_tried_otherwise(shop: Path) -> None:
    done = bearproof("fix", str(shop), "--app", "shop:nothing", "--unsafe")
    assert (done.returncode, done.stdout) == (3, "")
    assert "error: no app at shop:nothing" in done.stderr


def test_the_demo_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("bearproof.scan.proving.demonstration.find_spec", lambda name: None if name == "jwt" else name)
    assert main(["demo"]) == 2
    told = capsys.readouterr().err
    assert told == 'error: the demo needs jwt\nadvice: install them: pip install "bearproof[demo]"\n'


def test_the_demo_shows_every_verb_and_leaves_a_report(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bearproof", "demo", "--quiet"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    verbs = [line.split()[0] for line in done.stdout.splitlines() if line[:1].strip()]
    assert verbs == ["An", "find", "prove", "fix", "guard", "twin", "report"]
    assert "26 of 26 of these requests are refused" in done.stdout
    page = (tmp_path / "bearproof-report.html").read_text(encoding="utf-8")
    assert "a canary sent in query" in page
    assert "behind the guard the same request is refused" in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bearproof-report.html"]
