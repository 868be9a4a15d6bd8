"""`bearproof fix`: what is printed, what is written, what is refused, and that the app still answers."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from bearproof import lab
from bearproof.guard import Guard
from bearproof.scan import static

Run = Callable[..., tuple[int, str, str]]

LOADS = """import yaml
from flask import Flask, request

app = Flask(__name__)


@app.put("/settings")
def settings():
    return {"n": len(yaml.load(request.get_data(), Loader=yaml.Loader))}
"""
FIXED = LOADS.replace("yaml.load(request.get_data(), Loader=yaml.Loader)", "yaml.safe_load(request.get_data())")
DIFF = """--- a/app.py
+++ b/app.py
@@ -6,4 +6,4 @@
{0}
 @app.put("/settings")
 def settings():
-    return {"n": len(yaml.load(request.get_data(), Loader=yaml.Loader))}
+    return {"n": len(yaml.safe_load(request.get_data()))}
""".replace("{0}", " ")
DIRTY = """error: app.py has changes that are not committed; nothing was changed
advice: commit or stash them, or say --allow-dirty
"""
WHERE = "app.py:9  yaml-from-request  load with the safe loader (PUT /settings): "


@pytest.fixture
def loads(project: Path) -> Path:
    (project / "app.py").write_text(LOADS)
    return project


def test_a_diff_is_printed_and_nothing_is_changed(loads: Path, bearproof: Run) -> None:
    assert bearproof("fix") == (1, DIFF, f"{WHERE}verified, --write applies it\n")
    assert (loads / "app.py").read_text() == LOADS
    assert bearproof("fix", "--quiet") == (1, DIFF, "")


def test_the_diff_is_one_that_git_applies(loads: Path, bearproof: Run) -> None:
    git = shutil.which("git")
    assert git is not None
    _, out, _ = bearproof("fix")
    subprocess.run([git, "apply", "-"], input=out, text=True, check=True, cwd=loads, timeout=30)
    assert (loads / "app.py").read_text() == FIXED


def test_the_diff_is_coloured_as_asked(loads: Path, bearproof: Run) -> None:
    _, out, _ = bearproof("fix", "--color", "always")
    assert "\x1b[31m-    return" in out
    assert "\x1b[32m+    return" in out
    assert loads.is_dir()


def test_what_holds_is_written_and_then_nothing_is_left(loads: Path, bearproof: Run) -> None:
    assert bearproof("fix", "--write") == (0, "", f"{WHERE}written\n")
    assert (loads / "app.py").read_text() == FIXED
    assert bearproof("fix", "--write") == (0, "", "Nothing to mend: no open finding has a fix.\n")
    assert bearproof("fix") == (0, "", "Nothing to mend: no open finding has a fix.\n")


def test_what_changes_callers_or_settings_is_told_and_not_written(mild: Path, bearproof: Run) -> None:
    text = (mild / "app.py").read_text()
    code, out, err = bearproof("fix", "--write")
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == (
        "app.py:5  secret-in-source  read the key from the environment: "
        "not without --unsafe, because callers or settings must change"
    )
    assert (mild / "app.py").read_text() == text
    assert bearproof("fix", "--write", "--unsafe")[0] == 0
    assert (mild / "app.py").read_text() == text.replace('"pear-tree-at-noon"', 'os.environ["SECRET_KEY"]').replace(
        "\nfrom flask", "\nimport os\n\nfrom flask"
    )


def test_only_what_is_named_is_mended(loads: Path, bearproof: Run) -> None:
    assert bearproof("fix", "--only", "authorization")[0] == 0
    assert bearproof("fix", "--only", "yaml-from-request")[0] == 1
    assert bearproof("fix", "--only", "yaml-from-reqest")[0] == 2
    assert loads.is_dir()


def test_what_no_fix_is_offered_for_is_counted(shop: Path, bearproof: Run) -> None:
    assert bearproof("fix") == (
        0,
        "",
        "Nothing to mend: no open finding has a fix.\n1 more open finding without a fix: bearproof scan tells them.\n",
    )
    assert shop.is_dir()


def test_ctrl_c_in_the_scan_changes_nothing(loads: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    really_scan = static.scan
    monkeypatch.setattr(static, "scan", lambda *args, **more: replace(really_scan(*args, **more), interrupted=True))
    assert bearproof("fix", "--write") == (130, "", "\nerror: interrupted before there was a result\n")
    assert (loads / "app.py").read_text() == LOADS


def test_ctrl_c_in_a_scan_without_fixes_is_no_clean_tree(
    shop: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_scan = static.scan
    monkeypatch.setattr(static, "scan", lambda *args, **more: replace(really_scan(*args, **more), interrupted=True))
    assert bearproof("fix")[:2] == (130, "")
    assert shop.is_dir()


def test_a_diff_for_a_pipe_is_the_text_itself(loads: Path, bearproof: Run) -> None:
    (loads / "app.py").write_text(LOADS.replace("def settings():\n", "def settings():\n    #\tp\u0440\u202e\x1b[2J\n"))
    assert "     #\tp\u0440\u202e\x1b[2J\n" in bearproof("fix")[1]


def test_a_diff_for_a_terminal_moves_no_cursor(loads: Path, bearproof: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (loads / "app.py").write_text(LOADS.replace("def settings():\n", "def settings():\n    #\tp\u202e\x1b[2J\n"))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "     #\tp\\u202e\\x1b[2J\n" in bearproof("fix", "--color", "never")[1]


def test_a_file_that_git_does_not_hold_as_it_is_is_not_changed(loads: Path, bearproof: Run) -> None:
    git = shutil.which("git")
    assert git is not None
    subprocess.run([git, "init", "-q"], check=True, cwd=loads, timeout=30)
    assert bearproof("fix", "--write") == (
        2,
        "",
        DIRTY,
    )
    assert (loads / "app.py").read_text() == LOADS
    assert bearproof("fix", "--write", "--allow-dirty")[0] == 0
    assert (loads / "app.py").read_text() == FIXED


def test_what_could_not_be_looked_at_ends_with_3(loads: Path, bearproof: Run) -> None:
    (loads / "torn.py").write_text(
        "from flask import Flask, request\napp = Flask(__name__)\n@app.route('/x')\ndef broken(:\n"
    )
    assert bearproof("fix")[0] == 3
    assert bearproof("fix", "--allow-incomplete")[0] == 1


def test_nothing_is_run_and_nothing_is_left_in_the_temporary_folder(
    loads: Path, bearproof: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    (loads / "app.py").write_text("from pathlib import Path\nPath('owned').touch()\n" + LOADS)
    assert bearproof("fix")[0] == 1
    assert sorted(path.name for path in loads.iterdir()) == ["app.py", "pyproject.toml"]
    assert list(temporary.iterdir()) == []


@contextmanager
def served(folder: Path, name: str, environment: dict[str, str]) -> Iterator[str]:
    """The app in a child process on loopback; its address."""
    start = (
        f"import {name.partition(':')[0]} as m; from werkzeug.serving import make_server; "
        f"s = make_server('127.0.0.1', 0, m.{name.partition(':')[2]}); print(s.port, flush=True); s.serve_forever()"
    )
    command = [sys.executable, "-c", start]
    child = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    errors: list[str] = []
    assert child.stdout is not None
    assert child.stderr is not None
    reader = threading.Thread(target=lambda: errors.extend(child.stderr or ()), daemon=True)
    reader.start()
    try:
        port = child.stdout.readline().strip()
        assert port, "".join(errors)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.kill()
        child.wait(timeout=10)
        reader.join(timeout=10)
        child.stdout.close()
        child.stderr.close()


def asked(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, object]:
    named = {key.replace("_", "-"): text for key, text in headers.items()}
    request = Request(url, data=body, method=method, headers=named)  # noqa: S310  # loopback
    try:
        with urlopen(request, timeout=20) as answer:  # noqa: S310  # the same
            return answer.status, json.loads(answer.read() or b"null")
    except HTTPError as problem:
        problem.close()
        return problem.code, None


def test_the_app_answers_a_good_request_the_same_after_the_fix(loads: Path, bearproof: Run) -> None:
    with served(loads, "app:app", {}) as url:
        before = asked(f"{url}/settings", "PUT", b"{a: 1, b: 2}")
    assert bearproof("fix", "--write")[0] == 0
    with served(loads, "app:app", {}) as url:
        assert asked(f"{url}/settings", "PUT", b"{a: 1, b: 2}") == before == (200, {"n": 2})
        assert asked(f"{url}/settings", "PUT", b"!!python/object/apply:builtins.dict []")[0] == 500


KEY = "mU3vN0xWq8fJ5rYkT1cB7zLhE2sA9dGpQ4oV6iKtXwM"


def test_the_lab_is_mended_and_still_answers(project: Path, bearproof: Run) -> None:
    shutil.copytree(lab.VULNERABLE / "corkboard", project / "corkboard", ignore=shutil.ignore_patterns("__pycache__"))
    before = static.scan(project, static.resolve(project, {}, {})).findings
    assert bearproof("fix", "--write", "--unsafe")[0] == 1
    assert bearproof("fix", "--write", "--unsafe")[0] == 0
    after = [each for each in static.scan(project, static.resolve(project, {}, {})).findings if each.status == "open"]
    gone = {"none-algorithm", "yaml-from-request", "secret-in-source", "unverified-token", "presence-only-bearer"}
    assert {each.check for each in before} >= gone
    assert gone & {each.check for each in after} == set()
    left = {each.place.file for each in after if each.check in {"pickle-from-request", "deserializer-from-request"}}
    assert left & {f"corkboard/{name}.py" for name in ("envelope", "views/account", "views/profile")} == set()
    environment = {
        "LAB_TOKEN_KEY": KEY, "LAB_PARTNER_KEY": "x", "LAB_DATABASE": str(project / "lab.db"),
        "LAB_MEMBERS": json.dumps([{"name": "mona", "role": "admin", "password": "melon"}]),
        "SESSION_SECRET": KEY, "INVOICE_SECRET": KEY, "JWT_KEY": KEY, "API_TOKEN_KEY": KEY,
    }  # fmt: skip
    with served(project, "corkboard:create_app()", environment) as url:
        assert asked(f"{url}/profile", Authorization="Bearer x")[0] == 401
        body = json.dumps({"name": "mona", "password": "melon"}).encode()
        token = Guard.first_party(secret_env="K", audience="corkboard", environment={"K": KEY}).issue("mona")
        sent = base64.b64encode(b'{"name": "mona", "role": "member"}').decode()
        assert asked(f"{url}/profile", Authorization=f"Bearer {token}") == (200, {"name": "guest"})
        assert asked(f"{url}/profile?data={sent}", Authorization=f"Bearer {token}") == (200, {"name": "mona"})
        pickled = base64.b64encode(b"(dp0\nVname\np1\nVmona\np2\ns.").decode()
        assert asked(f"{url}/profile?data={pickled}", Authorization=f"Bearer {token}") == (400, None)
        status, answer = asked(f"{url}/login", "POST", body, Content_Type="application/json")
        assert status == 200
        assert isinstance(answer, dict)
        bearer = f"Bearer {answer['token']}"
        assert asked(f"{url}/permissions", Authorization=bearer) == (200, {"name": "mona", "role": "admin"})
        wanted = json.dumps({"theme": "dark", "state": json.dumps({"is_admin": True})}).encode()
        assert asked(f"{url}/preferences", "POST", wanted, Authorization=bearer, Content_Type="application/json") == (
            200,
            {"theme": "dark", "features": ["themes", "administration"]},
        )
        odd = json.dumps({"theme": "dark", "state": json.dumps({"py/object": "x.Y"})}).encode()
        assert asked(f"{url}/preferences", "POST", odd, Authorization=bearer, Content_Type="application/json")[0] == 400
