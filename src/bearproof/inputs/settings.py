"""What was asked for? The options that may stand in a file, in the environment and on the command line.

The file lies in the scanned tree, which may be hostile: nothing in it starts a program, names a host or writes a file.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from bearproof.catalog.rows import Models
from bearproof.errors import ConfigProblem
from bearproof.findings import NotLooked, Severity
from bearproof.inputs import models
from bearproof.inputs.reading import Limits, read

FORMATS = ("terminal", "json", "sarif", "html", "markdown", "junit")
COLORS = ("auto", "always", "never")

#: Keys that start a program, reach out, or say where to write; never read from a file inside the scanned tree.
REFUSED = frozenset(
    {
        "app",
        "run",
        "python",
        "as",
        "identity",
        "identities",
        "login",
        "url",
        "urls",
        "spec",
        "host",
        "allow-host",
        "allow-hosts",
        "allow-unsafe-methods",
        "proxy",
        "output",
        "outputs",
        "report",
        "cache-dir",
        "command",
        "plugin",
        "plugins",
        "exec",
        "env",
        "timeout",
        "rate",
        "max-requests",
    }
)

_FILE = "pyproject.toml"
_MOST_BYTES = 256 * 1024
_MOST_FILE_BYTES = 64 * 1024 * 1024
_MOST_ITEMS = 1000
#: `a.a.a…` costs the TOML reader time with the square of its length.
_LONG_KEY = re.compile(r"(?:[^\s.,=\[\]{}#]{1,200}[ \t]*\.[ \t]*){50}")
_PREFIX = "BEARPROOF_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every option of a scan of the source. `fail_on` None never fails."""

    exclude: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.HIGH
    format: str = "terminal"
    color: str = "auto"
    max_bytes: int = Limits().max_bytes
    allow_incomplete: bool = False
    respect_gitignore: bool = True
    #: What the project says of functions that the catalog does not know.
    models: Models = field(default_factory=Models)


def load(root: Path) -> Settings:
    """The settings of `[tool.bearproof]` in the root's pyproject.toml; defaults when there is none.

    Raises `ConfigProblem`, with one line, for a file that cannot be read and for each key that is unknown, refused or
    of another kind than expected.
    """
    file = root / _FILE
    if not file.is_symlink() and not file.exists():
        return Settings()
    tool = _parsed(file).get("tool", {})
    table = tool.get("bearproof", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise ConfigProblem(
            f"{_FILE}: tool.bearproof: expected a table", advice="Write [tool.bearproof] and keys below it."
        )
    given = {name: value for key, raw in table.items() for name, value in [_checked(key, raw)]}
    return replace(Settings(), **given)  # type: ignore[arg-type]  # each value was made by the reader of its own field


def from_environment(environ: Mapping[str, str]) -> Mapping[str, object]:
    """The settings that `BEARPROOF_…` variables give, by field name. Lists are parted by commas.

    A `NO_COLOR` that is not empty means `never`, unless BEARPROOF_COLOR is set. Other variables are not looked at.
    """
    given: dict[str, object] = {"color": "never"} if environ.get("NO_COLOR") else {}
    for name, reader in _READERS.items():
        variable = _PREFIX + name.upper()
        text = environ.get(variable, "")
        if text:
            try:
                given[name] = reader(_from_text(name, text))
            except _Unexpected as problem:
                raise ConfigProblem(f"{variable}: expected {problem}, got {_shown(text)}") from problem
    return given


def merge(file: Settings, environment: Mapping[str, object], command_line: Mapping[str, object]) -> Settings:
    """The settings to use: the command line beats the environment, which beats the file. None means not given."""
    names = {field.name for field in fields(Settings)}
    given = {
        name: value
        for source in (environment, command_line)
        for name, value in source.items()
        if name in names and (value is not None or source is environment)
    }
    return replace(file, **given)  # type: ignore[arg-type]  # the values come from our own readers


class _Unexpected(Exception):
    """A value of another kind than expected; says what was."""


def _parsed(file: Path) -> dict[str, object]:
    raw = read(file, _FILE, Limits(max_bytes=_MOST_BYTES))
    if isinstance(raw, NotLooked):
        raise ConfigProblem(f"{_FILE}: cannot be read: {raw.detail}", advice="Make it a regular, readable file.")
    try:
        text = raw.decode("utf-8")
        if _LONG_KEY.search(text):
            raise ConfigProblem(f"{_FILE}: a key has more than 50 parts", advice="Shorten it.")
        return tomllib.loads(text)
    except UnicodeDecodeError as problem:
        raise ConfigProblem(f"{_FILE}: is not UTF-8", advice="Save it as UTF-8.") from problem
    except (RecursionError, MemoryError) as problem:
        raise ConfigProblem(f"{_FILE}: is nested too deeply", advice="Flatten it.") from problem
    except ValueError as problem:
        raise ConfigProblem(
            f"{_FILE}: is not valid TOML: {_plain(str(problem))}", advice="Mend that place."
        ) from problem


def _checked(key: str, value: object) -> tuple[str, object]:
    where = f"{_FILE}: tool.bearproof.{_plain(key)}"
    spelled = key.lower().replace("_", "-")
    if spelled in REFUSED or spelled.startswith("login"):
        raise ConfigProblem(
            f"{where}: a scanned tree must not set what is started, asked or written",
            advice="Remove it: what is started, asked or written is said on the command line alone.",
        )
    name = spelled.replace("-", "_")
    if name == "models":
        return name, models.models(value, where)
    if name not in _READERS:
        known = [each.replace("_", "-") for each in (*_READERS, "models")]
        nearest = difflib.get_close_matches(spelled[:50], known, n=1, cutoff=0)
        raise ConfigProblem(f"{where}: unknown key", advice=f"The nearest known key is {nearest[0]}.")
    try:
        return name, _READERS[name](value)
    except _Unexpected as problem:
        raise ConfigProblem(f"{where}: expected {problem}, got {_shown(value)}") from problem


def _words(value: object) -> tuple[str, ...]:
    good = (
        isinstance(value, list) and len(value) <= _MOST_ITEMS and all(isinstance(item, str) and item for item in value)
    )
    if not good:
        raise _Unexpected("a list of strings")
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _severity(value: object) -> Severity | None:
    words = {severity.word: severity for severity in Severity}
    if value == "none":
        return None
    if not isinstance(value, str) or value not in words:
        raise _Unexpected(f"one of none, {', '.join(words)}")
    return words[value]


def _one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    def reader(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise _Unexpected(f"one of {', '.join(choices)}")
        return value

    return reader


def _number(lowest: int, highest: int) -> Callable[[object], int]:
    def reader(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise _Unexpected(f"a whole number from {lowest} to {highest}")
        return value

    return reader


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Unexpected("true or false")
    return value


_READERS: Mapping[str, Callable[[object], object]] = {
    "exclude": _words,
    "only": _words,
    "fail_on": _severity,
    "format": _one_of(FORMATS),
    "color": _one_of(COLORS),
    "max_bytes": _number(1, _MOST_FILE_BYTES),
    "allow_incomplete": _flag,
    "respect_gitignore": _flag,
}
_FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def _from_text(name: str, text: str) -> object:
    """A variable's text as the kind of value that a file would hold."""
    if _READERS[name] is _words:
        return [part.strip() for part in text.split(",") if part.strip()]
    if _READERS[name] is _flag:
        return _FLAGS.get(text.lower(), text)
    is_number = name == "max_bytes" and re.fullmatch(r"[0-9]{1,18}", text)
    return int(text) if is_number else text


def _plain(text: str) -> str:
    """Text of the scanned tree on one short line, without what could drive a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text[:120])


def _shown(value: object) -> str:
    return _plain(repr(value)) if isinstance(value, str | int | float | bool) else f"a {type(value).__name__}"
