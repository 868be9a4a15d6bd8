"""What does a file say? Its bytes within limits, and its text as the interpreter would read it."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from bearproof.findings import NotLooked, Reason

_BOM = codecs.BOM_UTF8
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]{1,64})")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_LINE_END = re.compile(rb"\r\n|\r|\n")
#: Where the first two lines surely end; nobody writes a longer one before a cookie.
_HEAD = 1024
_ASCII = bytes(range(32, 127))
#: Codecs under which a backslash is not a backslash; trying them makes the interpreter warn.
_ESCAPES = frozenset({"unicode-escape", "raw-unicode-escape"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost. A longer line than `max_line` is looked at closely before it is parsed."""

    max_bytes: int = 1024 * 1024
    parse_seconds: float = 10.0
    parse_mib: int = 1024
    max_line: int = 240
    max_depth: int = 250


def read(path: Path, relative: str, limits: Limits) -> bytes | NotLooked:
    """The bytes of a regular file. Pipes and devices are never opened, and a file that grows is not followed."""
    try:
        refused = _refused(os.stat(path), relative, limits)  # noqa: PTH116  # half the cost of Path.stat, for each file
        if refused:
            return refused
        # Should a pipe take the file's place now, opening it does not wait.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123  # a descriptor, not a path
            refused = _refused(os.fstat(descriptor), relative, limits)
            return refused or _read_all(file.fileno(), relative, limits)
    except (OSError, ValueError) as problem:
        return NotLooked(relative, Reason.UNREADABLE, getattr(problem, "strerror", None) or type(problem).__name__)


def decode(raw: bytes, relative: str) -> str | NotLooked:
    r"""The text of a Python file by its byte order mark or coding cookie (PEP 263).

    Each line end is one `\n`, as in the interpreter, so that splitting at `\n` counts lines as `ast` does. Only codecs
    that keep ASCII as it is are used: others would make the parser see what no reader of the file sees.
    """
    if b"\0" in raw:
        return NotLooked(relative, Reason.NULL_BYTES, "the file holds null bytes")
    encoding = _encoding(raw)
    body = raw.removeprefix(_BOM)
    if encoding is None:
        return NotLooked(relative, Reason.BAD_ENCODING, "the declared encoding is not one for source text")
    try:
        text = body.decode(encoding)
        if encoding != "utf-8":
            # The parser wants UTF-8, and half of a surrogate pair has none.
            text.encode()
    except (UnicodeError, ValueError) as problem:
        line = raw.count(b"\n", 0, getattr(problem, "start", 0)) + 1
        return NotLooked(f"{relative}:{line}", Reason.BAD_ENCODING, f"the file is not {encoding}")
    if "\0" in text:
        return NotLooked(relative, Reason.NULL_BYTES, "the text holds null characters")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refused(status: os.stat_result, relative: str, limits: Limits) -> NotLooked | None:
    if not stat.S_ISREG(status.st_mode):
        return NotLooked(relative, Reason.UNREADABLE, "not a regular file")
    if status.st_size > limits.max_bytes:
        return _too_large(relative, limits)
    return None


def _read_all(descriptor: int, relative: str, limits: Limits) -> bytes | NotLooked:
    chunks, left = [], limits.max_bytes + 1
    while left and (chunk := os.read(descriptor, left)):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks) if left else _too_large(relative, limits)


def _too_large(relative: str, limits: Limits) -> NotLooked:
    return NotLooked(relative, Reason.TOO_LARGE, f"more than {limits.max_bytes} bytes")


def _encoding(raw: bytes) -> str | None:
    """The name of the codec, or None when the cookie names none that source text may have."""
    if b"coding" not in raw[:_HEAD]:
        return "utf-8"
    lines = _LINE_END.split(raw[:_HEAD].removeprefix(_BOM), maxsplit=2)[:2]
    cookie = _COOKIE.match(lines[0])
    if not cookie and len(lines) > 1 and _BLANK.match(lines[0]):
        cookie = _COOKIE.match(lines[1])
    if not cookie:
        return "utf-8"
    name = _codec(cookie[1].decode("ascii", "replace"))
    return None if raw.startswith(_BOM) and name != "utf-8" else name


def _codec(cookie: str) -> str | None:
    try:
        name = codecs.lookup(cookie).name
        # `rot13` and `zlib` are no text codecs, which decode() refuses; UTF-7 and UTF-16 change what ASCII means.
        keeps_ascii = name.replace("_", "-") not in _ESCAPES and _ASCII.decode(name) == _ASCII.decode("ascii")
    except (LookupError, UnicodeError, ValueError):
        return None
    if not keeps_ascii:
        return None
    return "utf-8" if name in {"utf-8", "utf-8-sig"} else name
