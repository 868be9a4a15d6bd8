"""The parser refuses a file: is it broken, or is it another Python? Told from its message and the line it points at."""

from __future__ import annotations

import re

_PYTHON_2_MESSAGES = (
    "Missing parentheses in call to 'print'",
    "Missing parentheses in call to 'exec'",
    "leading zeros in decimal integer literals",
    "inconsistent use of tabs",
    "invalid hexadecimal literal",
    "invalid decimal literal",
)
_PYTHON_2_LINE = re.compile(
    r"""
      ^\s*print\s+(?![=.(\[]) | ^\s*print\s*>> | [:;]\s*print\s+["'\w]
    | ^\s*exec\s+["'\w]
    | \bexcept\s+[\w.]+\s*,\s*[a-z_]\w*\s*: | \bexcept\s*\([^()]*\)\s*,\s*\w+\s*:
    | ^\s*raise\s+[\w.]+\s*,
    | `[^`]+`
    | <>
    | \b[uU][rR]["']
    | (?<![.\w])0[0-7]+[lL]?\b | (?<![.\w])(?:0[xX][0-9a-fA-F]+|\d+)[lL]\b
    | \bdef\s+\w+\s*\(\s*\( | \blambda\s*\(
    """,
    re.VERBOSE,
)
#: A message alone is no proof: `1abc` is an invalid literal in every Python.
_PYTHON_2_ELSEWHERE = re.compile(
    r"(?m)^\s*print\s+[\"'\w%]|\bexcept\s+[\w.]+\s*,\s*[a-z_]\w*\s*:|\b0[0-7]{2,}\b|\b\d+L\b"
)

_NEWER_LINE = re.compile(
    r"""
      ^\s*type\s+\w+ | \b(?:def|class)\s+\w+\s*\[
    | \bexcept\*?\s+[\w.]+\s*,
    | (?i:\b(?:f|fr|rf|t|tr|rt)["'])
    """,
    re.VERBOSE,
)


#: Names like any others before Python 3.7.
_NAMES_ONCE = re.compile(r"\b(?:async|await)\b")

#: What a string says is not syntax; its quotes stay, since `print ""` is.
_IN_QUOTES = re.compile(r"""(?<=")[^"\\]+(?=")|(?<=')[^'\\]+(?=')""")


def python_2(message: str, line: str, text: str) -> bool:
    """Whether the syntax error speaks of Python 2: by the line it points at, or by its message and the rest."""
    if _PYTHON_2_LINE.search(_IN_QUOTES.sub("", line[:1000])):
        return True
    return message.startswith(_PYTHON_2_MESSAGES) and bool(_PYTHON_2_ELSEWHERE.search(text))


def perhaps_older(text: str) -> bool:
    """Whether a word stands there that was a name once and is none any more."""
    return bool(_NAMES_ONCE.search(text))


def perhaps_newer(line: str, text: str) -> bool:
    """Whether the line, or for errors told late any line, could be syntax that the running version lacks."""
    return bool(_NEWER_LINE.search(line[:1000]) or any(_NEWER_LINE.search(each[:1000]) for each in text.split("\n")))
