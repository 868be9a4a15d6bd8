"""What does the guard cost under real servers? gunicorn and waitress with wrk, beside the usual libraries.

`python bench/guard_load.py [seconds]`; needs wrk on PATH (Debian's package wrk). CPU time of the server's processes for
each request, in interleaved rounds; only the ratios of one run mean anything. What is not installed is named
and left out. The load stays on this machine, and ends by itself.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, jsonify

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
AUDIENCE = "https://api.example"
SERVERS = {
    "gunicorn sync": "-m gunicorn guard_load:app --bind 127.0.0.1:{port} --workers 1 --log-level error",
    "gunicorn threads": "-m gunicorn guard_load:app --bind 127.0.0.1:{port} --worker-class gthread --threads 4"
    " --log-level error",
    "waitress": "-m waitress --listen 127.0.0.1:{port} --threads 4 guard_load:app",
}
_ROUNDS = 3
_TICKS = os.sysconf("SC_CLK_TCK")
Made = tuple[Flask, str]


def bare() -> Made:
    """Flask, and nobody asks who it is."""
    made = Flask("bare")
    made.get("/me")(lambda: jsonify(me="alice"))
    return made, "none"


def guarded(*, whole: bool = False) -> Made:
    """The guard with the same token again; whole, with revocation in SQLite and the tripwire too."""
    from bearproof.guard import Claims, Guard, SQLiteStore  # noqa: PLC0415  # one library a function

    store = SQLiteStore(Path(tempfile.gettempdir()) / f"bearproof-load-{os.getuid()}.db") if whole else None
    guard = Guard.first_party(
        secret_env="KEY",  # noqa: S106  # its name
        audience=AUDIENCE,
        environment={"KEY": KEY},
        tripwire="observe" if whole else "off",
        store=store,
    )
    made = Flask("guarded")

    @made.get("/me")
    @guard.allow()
    def me(claims: Claims) -> Any:  # noqa: ANN401  # what jsonify makes
        return jsonify(me=claims.subject)

    guard.init_app(made)
    return made, guard.issue("alice")


def flask_jwt_extended() -> Made:
    """Flask-JWT-Extended as its documentation sets it up, with audience and issuer."""
    from flask_jwt_extended import (  # noqa: PLC0415  # may be absent
        JWTManager,
        create_access_token,
        get_jwt_identity,
        jwt_required,
    )

    made = Flask("extended")
    made.config.update(
        JWT_SECRET_KEY=KEY, JWT_ENCODE_AUDIENCE=AUDIENCE, JWT_DECODE_AUDIENCE=AUDIENCE,
        JWT_ENCODE_ISSUER=AUDIENCE, JWT_DECODE_ISSUER=AUDIENCE,
    )  # fmt: skip
    JWTManager(made)
    made.get("/me")(jwt_required()(lambda: jsonify(me=get_jwt_identity())))
    with made.app_context():
        return made, create_access_token("alice")


def authlib() -> Made:
    """Authlib's resource protector with its own validator for RFC 9068."""
    from authlib.integrations.flask_oauth2 import ResourceProtector, current_token  # noqa: PLC0415  # may be absent
    from authlib.jose import OctKey  # noqa: PLC0415  # may be absent
    from authlib.oauth2.rfc9068 import JWTBearerTokenValidator  # noqa: PLC0415  # may be absent

    class Validator(JWTBearerTokenValidator):  # type: ignore[misc]  # untyped
        def get_jwks(self) -> Any:  # noqa: ANN401  # untyped
            return key

    key = OctKey.import_key(KEY)
    protect, made = ResourceProtector(), Flask("authlib")
    protect.register_token_validator(Validator(issuer=AUDIENCE, resource_server=AUDIENCE))
    made.get("/me")(protect()(lambda: jsonify(me=current_token["sub"])))
    return made, guarded()[1]


CASES: dict[str, Callable[[], Made]] = {
    "bare Flask": bare,
    "guard, same token": guarded,
    "guard, SQLite revocation and tripwire": lambda: guarded(whole=True),
    "Flask-JWT-Extended": flask_jwt_extended,
    "Authlib": authlib,
}

if "GUARD_LOAD" in os.environ:
    app, _ = CASES[os.environ["GUARD_LOAD"]]()


def microseconds(server: str, case: str, token: str, seconds: float) -> float:
    """CPU of the server for one good request; each must be answered with 200."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, *SERVERS[server].format(port=port).split()]
    environment = {**os.environ, "GUARD_LOAD": case}
    process = subprocess.Popen(
        command, cwd=Path(__file__).parent, env=environment, start_new_session=True, stderr=subprocess.DEVNULL
    )
    try:
        _until_it_answers(port)
        before = _cpu(process.pid)
        done = subprocess.run(
            ["wrk", "-t1", "-c4", f"-d{max(1, round(seconds))}s", "-H", f"Authorization: Bearer {token}", f"http://127.0.0.1:{port}/me"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        spent = _cpu(process.pid) - before
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if "Non-2xx" in done.stdout:
        raise RuntimeError(f"{server}, {case}: {done.stdout}")
    return spent / int(re.findall(r"(\d+) requests in", done.stdout)[0]) * 1e6


def _until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers at {port}")


def _cpu(group: int) -> float:
    """User and system seconds of all processes of a session."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def main() -> None:
    """Measure in interleaved rounds and print."""
    if shutil.which("wrk") is None:
        sys.exit("wrk is not on PATH: install Debian's package wrk")
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    tokens: dict[str, str] = {}
    for name, make in CASES.items():
        try:
            tokens[name] = make()[1]
        except ImportError as problem:
            print(f"left out: {name} ({problem.name} is not installed)")
    for server in SERVERS:
        best = dict.fromkeys(tokens, float("inf"))
        for _ in range(_ROUNDS):
            for name, token in tokens.items():
                best[name] = min(best[name], microseconds(server, name, token, seconds))
        print(f"\n{server}")
        for name, cost in best.items():
            print(f"  {name:40} {cost:8.1f} us   {cost / best['bare Flask']:5.2f}")
    print(json.dumps({"python": sys.version.split()[0], "seconds": seconds}))


if __name__ == "__main__":
    main()
