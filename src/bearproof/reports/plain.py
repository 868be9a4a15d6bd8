"""How does text from a scanned tree become safe to print?

Whoever writes the scanned source also writes file names, routes and messages. What they write must not move the
cursor, turn the reading direction, or make a report unreadable for its parser.
"""

from __future__ import annotations

import re

#: What one piece of text may take up in a report for people. Longer text is cut, and the cut is said.
LIMIT = 2000
# A command is there to be copied whole: it is cut only where it is absurd.
_COMMAND = 50_000

# These count as letters or symbols, but show nothing: two different names would look the same.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def harmless(text: str, limit: int = LIMIT) -> str:
    r"""The text with everything that is not plainly visible written as an escape (`\x1b`, `\u202e`), cut at `limit`."""
    kept = text[:limit]
    if not kept.isprintable() or not _INVISIBLE.isdisjoint(kept):
        kept = "".join(_visible(char) for char in kept)
    if len(text) <= limit:
        return kept
    return f"{kept}… ({len(text) - limit:,} characters more)"


def one_line(text: str, limit: int = LIMIT) -> str:
    """The text on one line, every stretch of white space one space, and harmless."""
    return harmless(" ".join(text.split()), limit)


def command(text: str) -> str:
    """A command to copy: harmless and on one line, but neither wrapped nor cut before it is absurdly long."""
    return harmless(text, _COMMAND)


def encodable(text: str) -> str:
    r"""The text with lone surrogates written as `\udc80`: no strict reader of JSON accepts them as they are."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 route`, `1,204 routes`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(parts: list[str]) -> str:
    """The parts as a list in a sentence: `a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:  # noqa: PLR2004 - a list needs two parts
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def ended(sentence: str) -> str:
    """The sentence with a full stop, unless it ends in a mark of its own."""
    return sentence if not sentence or sentence[-1] in ".?:" else f"{sentence}."


def split_at_code(prose: str) -> list[tuple[bool, str]]:
    """The pieces of a sentence, and whether each is code: what stands between a pair of backticks is."""
    pieces = re.split(r"`([^`]+)`", prose)
    return [(number % 2 == 1, piece) for number, piece in enumerate(pieces) if piece]


def code_span(text: str) -> str:
    """The text as code in Markdown, where nothing is a link, a tag or a mention. Its fence is longer than any run."""
    # Two backticks with nothing between them would open a span, and swallow what follows.
    text = text or " "
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if len(fence) > 1 or text[:1] == text[-1:] == " " else ""
    # A table is split at bars before code spans are read, so a bar needs its backslash even here.
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def code_block(lines: list[str], language: str = "") -> str:
    """The lines as a block of code in Markdown, with a fence that nothing in them closes."""
    fence = "`" * max(3, _longest_run("\n".join(lines)) + 1)
    return "\n".join([f"{fence}{language}", *lines, fence])


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _visible(char: str) -> str:
    if char.isprintable() and char not in _INVISIBLE:
        return char
    code = ord(char)
    if code <= 0xFF:  # noqa: PLR2004 - the reach of \x
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - the reach of \u
