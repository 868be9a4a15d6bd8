"""Is each way not to start told clearly, with advice, and without a secret?"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.probe.redaction import redacted
from bearproof.probe.starting import trouble
from bearproof.probe.starting.launch import Start, started

Make = Callable[[str], Path]


@pytest.fixture
def app(tmp_path: Path) -> Make:
    """Write an app of this text, and answer with its folder."""

    def make(text: str) -> Path:
        (tmp_path / "broken.py").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def refused(start: Start, package: Path, kind: type[trouble.AppNotStarted]) -> trouble.AppNotStarted:
    with pytest.raises(trouble.AppNotStarted) as caught, started(start, package):
        pass
    assert type(caught.value) is kind
    assert caught.value.exit_code == 3
    assert caught.value.advice != ""
    return caught.value


def test_an_app_that_is_not_there(shop: Path, package: Path) -> None:
    error = refused(Start(shop, app="nowhere"), package, trouble.AppMissing)
    assert str(error) == "no app at nowhere: NoAppException: Could not import 'nowhere'."


def test_a_name_that_is_not_there(shop: Path, package: Path) -> None:
    error = refused(Start(shop, app="shop:nothing"), package, trouble.AppMissing)
    assert str(error) == "no app at shop:nothing: NoAppException: Failed to find attribute 'nothing' in 'shop'."


@pytest.mark.parametrize("text", ["import not_installed_anywhere\n", "1 / 0\n", "def app(:\n", "raise SystemExit(3)\n"])
def test_an_app_that_cannot_be_imported(app: Make, package: Path, text: str) -> None:
    error = refused(Start(app(text), app="broken"), package, trouble.AppBroken)
    assert str(error).startswith("importing broken raised ")
    assert "broken.py" in error.log


def test_a_missing_setting(app: Make, package: Path) -> None:
    folder = app("import os\nos.environ['SHOP_DATABASE']\n")
    error = refused(Start(folder, app="broken"), package, trouble.SettingMissing)
    assert str(error) == "the app wants a setting that it does not have: KeyError: 'SHOP_DATABASE'"


def test_a_secret_in_the_exception_is_not_shown(app: Make, package: Path) -> None:
    folder = app("import os\nraise ValueError('cannot use ' + os.environ['SHOP_API_KEY'])\n")
    environment = {**os.environ, "SHOP_API_KEY": "opensesame-123"}
    error = refused(Start(folder, app="broken", environment=environment), package, trouble.AppBroken)
    assert "opensesame" not in f"{error} {error.log}"
    assert "cannot use [redacted]" in str(error)


def test_an_app_that_never_answers(app: Make, package: Path) -> None:
    folder = app("import time\nprint('waiting for the database', flush=True)\ntime.sleep(60)\n")
    error = refused(Start(folder, app="broken", patience=2), package, trouble.AppSilent)
    assert str(error) == "the app did not answer within 2 s: waiting for the database"


def test_an_app_that_serves_itself_at_import_is_not_kept_from_starting(app: Make, package: Path) -> None:
    folder = app("from flask import Flask\napp = Flask('x')\napp.run(port=1)\n")
    with started(Start(folder, app="broken"), package) as child:
        assert child.url.startswith("http://127.0.0.1:")


def test_a_command_that_ends(shop: Path, package: Path, port: int) -> None:
    command = (sys.executable, "-c", "import sys; print('no such table'); sys.exit(9)")
    start = Start(shop, command=command, url=f"http://127.0.0.1:{port}")
    error = refused(start, package, trouble.AppEnded)
    assert str(error) == "the app ended with code 9 before it answered: no such table"


def test_a_busy_port(shop: Path, package: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        error = refused(Start(shop, command=("true",), url=url), package, trouble.PortBusy)
    assert str(error) == f"something answers at {url} already"


@pytest.mark.parametrize("url", ["http://192.0.2.1:80", "http://example.invalid:80", "", "http://0.0.0.0:5000"])
def test_an_address_that_is_not_ours_alone(shop: Path, package: Path, url: str) -> None:
    refused(Start(shop, command=("true",), url=url), package, trouble.NotLoopback)


def test_an_interpreter_that_is_not_there(shop: Path, package: Path, tmp_path: Path) -> None:
    python = str(tmp_path / "python")
    error = refused(Start(shop, app="shop", python=python), package, trouble.InterpreterMissing)
    assert str(error) == f"{python} cannot be run: No such file or directory"


def test_a_reloader(shop: Path, package: Path, port: int, script: Callable[[str], str]) -> None:
    line = f"{script('flask')} --app shop run --debug --port {port}"
    refused(Start.run(shop, line, f"http://127.0.0.1:{port}"), package, trouble.AppReloads)


@pytest.mark.real("server")
def test_a_daemon_is_told_and_ended(shop: Path, package: Path, port: int, script: Callable[[str], str]) -> None:
    line = f"{script('gunicorn')} --daemon --bind 127.0.0.1:{port} shop:app"
    refused(Start.run(shop, line, f"http://127.0.0.1:{port}"), package, trouble.AppDaemonised)
    # It had a second to come up, had it been left alone.
    time.sleep(1)
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", port), timeout=1):
        pass


@pytest.mark.parametrize("option", ["-I", "-E", "-S"])
def test_an_interpreter_that_keeps_the_sensor_out(shop: Path, package: Path, port: int, option: str) -> None:
    start = Start(
        shop,
        command=(sys.executable, option, str(shop / "bare.py"), str(port)),
        url=f"http://127.0.0.1:{port}",
        patience=10,
    )
    error = refused(start, package, trouble.SensorAbsent)
    assert str(error) == f"the app answers at http://127.0.0.1:{port}, but no sensor in it said hello"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("key opensesame-123 used", "key [redacted] used"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer [redacted]"),
        ("token eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0. here", "token [redacted] here"),
        ("postgres://shop:hunter2@127.0.0.1/db", "postgres://shop:[redacted]@127.0.0.1/db"),
        ("SECRET_KEY = 'abcdefgh'", "SECRET_KEY = '[redacted]'"),
        ("password=hunter22", "password=[redacted]"),
        ("KeyError: 'DATABASE_URL'", "KeyError: 'DATABASE_URL'"),
    ],
)
def test_what_is_secret_is_not_shown(text: str, shown: str) -> None:
    assert redacted(text, {"APP_SECRET": "opensesame-123", "PATH": "used"}) == shown
