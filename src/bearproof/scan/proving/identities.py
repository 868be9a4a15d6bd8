"""Who are we when we ask? Names with tokens, as the command line gives them, or logins that fetch one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bearproof.errors import IncompleteRun, UsageProblem
from bearproof.probe.identity import Identity
from bearproof.probe.request import Request

_ADVICE = "write NAME=env:VARIABLE, NAME=@FILE, NAME=- (standard input), or NAME=login:FILE"
_RECIPE = 'write {"method": "POST", "path": "/login", "json": {...}, "token": "access_token"}'
_MOST = 16 * 1024
_DEFAULT_TOKEN = ("access_token", "token")


class LoginFailed(IncompleteRun):
    """The app gave no token to an identity that is to log in."""


@dataclass(frozen=True, slots=True)
class Login:
    """How an identity gets its token from the app: a request, and the key of the answer's JSON that holds it."""

    name: str
    request: Request
    token: str = ""

    def identity(self, status: int, body: bytes) -> Identity:
        """The identity, from the answer to the request. LoginFailed when it holds no token."""
        try:
            answer = json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError):
            answer = None
        wanted = (self.token,) if self.token else _DEFAULT_TOKEN
        for name in wanted:
            found = answer.get(name) if isinstance(answer, dict) else None
            if isinstance(found, str) and found:
                return Identity(self.name, found)
        raise LoginFailed(
            f"the login of {self.name} was answered with {status} and no {' or '.join(wanted)}",
            advice="look at the recipe: method, path, json, and token, the key of the answer that holds it",
        )


def parse(
    given: Sequence[str], environ: Mapping[str, str], read_input: Callable[[], str]
) -> tuple[tuple[Identity | Login, ...], tuple[str, ...]]:
    """The identities, and warnings about tokens that were written on the command line itself.

    Raises UsageProblem for one that cannot be read.
    """
    found: list[Identity | Login] = []
    warnings: list[str] = []
    for text in given:
        name, equals, source = text.partition("=")
        if not equals or not name.strip() or not source:
            raise UsageProblem(f"--as {name}: not an identity", advice=_ADVICE)
        if any(known.name == name for known in found):
            raise UsageProblem(f"--as {name}: named twice", advice="give each identity a name of its own")
        if source.startswith("login:"):
            found.append(_login(name, Path(source.removeprefix("login:"))))
            continue
        token = _token(name, source, environ, read_input)
        if source == token:
            warnings.append(f"the token of {name} stands on the command line, where others of this machine can read it")
        found.append(_identity(name, token))
    return tuple(found), tuple(warnings)


def _token(name: str, source: str, environ: Mapping[str, str], read_input: Callable[[], str]) -> str:
    if source.startswith("env:"):
        variable = source.removeprefix("env:")
        if not environ.get(variable):
            raise UsageProblem(f"--as {name}: {variable} is not set", advice=f"export {variable} with the token in it")
        return environ[variable]
    if source.startswith("@"):
        return _read(name, Path(source[1:]))
    return read_input() if source == "-" else source


def _identity(name: str, token: str) -> Identity:
    plain = token.strip().removeprefix("Bearer ").strip()
    if not plain or not plain.isascii() or not plain.isprintable() or " " in plain:
        raise UsageProblem(f"--as {name}: what was read is no Bearer token", advice="give the token alone, on one line")
    return Identity(name, plain)


def _read(name: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"--as {name}: {path} cannot be read", advice="name a text file") from error


def _login(name: str, path: Path) -> Login:
    try:
        recipe = json.loads(_read(name, path))
        request = Request(
            str(recipe.get("method", "POST")).upper(),
            str(recipe["path"]),
            form={str(key): str(value) for key, value in dict(recipe.get("form") or {}).items()},
            json=recipe.get("json"),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageProblem(f"--as {name}: {path} is no login recipe", advice=_RECIPE) from error
    unknown = sorted(set(recipe) - {"method", "path", "json", "form", "token"})
    if unknown or not request.path.startswith("/"):
        raise UsageProblem(f"--as {name}: {path} is no login recipe ({', '.join(unknown) or 'path'})", advice=_RECIPE)
    return Login(name, request, str(recipe.get("token", "")))
