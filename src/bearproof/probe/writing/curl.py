"""How does a reader send the same request again? As one curl command, with a variable where the token was."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from urllib.parse import urlencode

from bearproof.probe.request import Request


def command(request: Request, base: str, *, credential: str = "", hidden: str = "") -> str:
    """The command; `credential` is shown as it is, `hidden` names a shell variable that holds a token."""
    query = f"?{urlencode(request.query)}" if request.query else ""
    words = [f"curl -s -X {request.method}", shlex.quote(f"{base}{request.path}{query}")]
    if hidden:
        words.append(f'-H "Authorization: Bearer ${hidden}"')
    elif credential:
        words.append("-H " + shlex.quote(f"Authorization: {credential}"))
    words += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in request.headers.items()]
    if request.cookies:
        words.append("-b " + shlex.quote("; ".join(f"{name}={value}" for name, value in request.cookies.items())))
    before, after = _body(request)
    return before + " ".join([*words, *after])


def _body(request: Request) -> tuple[str, list[str]]:
    if request.files:
        return "", list(_parts(request))
    if request.form:
        return "", [f"--data-raw {shlex.quote(urlencode(request.form))}"]
    if request.json is not None:
        return "", ["-H 'Content-Type: application/json'", f"--data-raw {shlex.quote(json.dumps(request.json))}"]
    if not request.body:
        return "", []
    kind = "-H 'Content-Type: application/octet-stream'"
    return f"printf {_octal(request.body)} | ", [kind, "--data-binary @-"]


def _parts(request: Request) -> Iterator[str]:
    yield from (f"-F {shlex.quote(f'{name}={value}')}" for name, value in request.form.items())
    # A file's bytes come from a process of the shell's own, so that the command stands alone.
    yield from (f"-F {name}=@<(printf {_octal(raw)})" for name, raw in request.files.items())


def _octal(raw: bytes) -> str:
    """Bytes as the format of POSIX printf."""
    plain = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 :;,._/!(){}[]-+=@")
    text = "".join(chr(byte) if byte in plain else f"\\{byte:03o}" for byte in raw)
    return "'" + text + "'"
