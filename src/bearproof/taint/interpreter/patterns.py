"""How much does a regular expression leave to the sender? Nothing that matters, a plain word, or anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bearproof.model import ir
from bearproof.model.events import Atom, Side
from bearproof.model.labels import INEXACT, THROUGH, TYPED, Label, Labels, marked
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import addresses, conditions, inside
from bearproof.taint.values import Cond, Const, Ext, Match, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]

#: What is left: anything, a word in which bytes can be encoded, or a text of which no harmful bytes can be made.
ANYTHING, WORD, STRICT = range(3)
#: The first part of a fact and of a mark: the value was a plain word, before so many decodings.
WORDED = "word"
_DECODERS = ("base64.", "binascii.", "codecs.", "bytes.fromhex", "bytearray.fromhex", "zlib.", "gzip.", "bz2.", "lzma.")
#: An atom that is repeated no more often than this is a detail.
_FEW = 16
_TOKEN = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<any>\.)|(?P<open>\((?:\?[^:)]*:?)?)|(?P<close>\))"
    r"|(?P<bar>\|)|(?P<anchor>[\^$])|(?P<times>[*+?]\??|\{\d*,?\d*\}\??)|(?P<plain>.)",
    re.DOTALL,
)
_MOST_DECODINGS = 4
#: Those that say of every character that it is a digit, or one of a word.
_DIGITS = frozenset(["isdigit", "isdecimal", "isnumeric"])
_WORDS = frozenset(["isalnum", "isalpha", "isidentifier"])


def matched(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`re.fullmatch(pattern, text)` and its kin as a condition; None where the pattern asks for a part only."""
    args, _, pos = call
    if not args:
        return None
    bound = func.name.startswith("re.compile()")
    subject = args[0] if bound and args else args[1] if len(args) > 1 else None
    pattern = Const(func.ident[1]) if bound and func.ident[:1] == (_COMPILED,) else None if bound else args[0]
    if subject is None:
        return None
    method = func.name.rpartition(".")[2]
    if pattern is None or not isinstance(pattern, Const):
        # Some pattern of the app's own: taken for one that its author thought about.
        return conditions.matched(m, frame, subject, pos, func.name) if bound and method == "fullmatch" else None
    left, inside = whole(pattern.value, method), freedom(pattern.value)
    cond = conditions.matched(m, frame, subject, pos, func.name)
    if not isinstance(cond, Cond):
        return cond
    if left == STRICT:
        return Match(cond, inside)
    facts = frozenset((WORDED, *label.fact, decodings(label)) for label in cond.labels) if left == WORD else None
    known = facts if facts is not None and cond.when_true else frozenset()
    return Match(Cond(cond.atoms, cond.labels, known), inside)


def freed(labels: Labels, left: int) -> Labels:
    """The labels of a group of a pattern that leaves so much to the sender."""
    if left == STRICT:
        return marked(labels, INEXACT, TYPED)
    if left == WORD:
        return tuple(label.marked(INEXACT, f"{WORDED}{decodings(label)}") for label in labels)
    return marked(labels, INEXACT)


def compiled(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`re.compile(pattern)`, which remembers a constant pattern."""
    args, keywords, _ = call
    del m, frame, func
    pattern = args[0] if args else keywords.get("pattern")
    if not isinstance(pattern, Const) or pattern.labels:
        return None
    return Ext("re.compile()", (), (_COMPILED, pattern.value))


_COMPILED = "pattern"


def asked(m: Machine, frame: Frame, receiver: Ext, name: str, given: Call) -> Cond:
    """`text.isdigit()`, `text.startswith(other)`."""
    args, _, pos = given
    one = conditions.side(m, receiver)
    other = conditions.side(m, args[0]) if args else Side()
    facts = _said(name, receiver) if one.exact else frozenset()
    if name == "startswith":
        facts |= inside.begins(receiver, args)
    return Cond((Atom(name, addresses.apart(one), other, frame.module.path, pos),), receiver.labels, facts)


def _said(name: str, receiver: Ext) -> frozenset[tuple[object, ...]]:
    """What is known where a test of every character holds."""
    if name in _DIGITS:
        return frozenset(label.fact for label in receiver.labels)
    if name in _WORDS:
        return frozenset((WORDED, *label.fact, decodings(label)) for label in receiver.labels)
    return frozenset()


def decodings(label: Label) -> int:
    """How often the value was decoded on its way."""
    count, link = 0, label.trace
    while link is not None:
        if link.what.startswith(THROUGH) and link.what.removeprefix(THROUGH).startswith(_DECODERS):
            count += 1
        if link.before is None:
            return count
        link = link.before
    return count


def still_a_word(label: Label, facts: frozenset[object]) -> bool:
    """The value was a plain word when it was tested, and nothing was decoded from it since."""
    own = any(mark.startswith(WORDED) for mark in label.marks)
    # Most paths tested no word at all: the way of the label is not walked for them.
    if not own and not any(isinstance(fact, tuple) and fact[0] == WORDED for fact in facts):
        return False
    known = decodings(label)
    if own:
        return any(f"{WORDED}{count}" in label.marks for count in range(known, known + _MOST_DECODINGS))
    return any((WORDED, *label.fact, count) in facts for count in range(known, known + _MOST_DECODINGS))


@lru_cache(maxsize=1024)
def whole(pattern: object, method: str) -> int:
    """What a pattern leaves of a text that it was asked about by this method."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    if not isinstance(text, str):
        return ANYTHING
    if method != "fullmatch":
        begins = method == "match" or text.startswith(("^", r"\A"))
        ends = text.endswith(r"\Z") or (text.endswith("$") and not text.endswith(r"\$"))
        if not (begins and ends) or _has_alternatives(text) or "(?m" in text:
            return ANYTHING
    return freedom(text)


@lru_cache(maxsize=1024)
def freedom(pattern: object) -> int:
    """What a pattern leaves of the part of a text that it matches."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    if not isinstance(text, str):
        return ANYTHING
    return min((_freedom(kind, atom) for kind, atom in _repeated(text)), default=STRICT)


def _has_alternatives(text: str) -> bool:
    """`^a$|b`: each alternative has anchors of its own."""
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += (match.lastgroup == "open") - (match.lastgroup == "close")
        if match.lastgroup == "bar" and depth == 0:
            return True
    return False


def _repeated(text: str) -> Iterator[tuple[str, str]]:
    """The atoms that may match many characters: repeated themselves, or inside a group that is."""
    tokens = [(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(text)]
    everywhere = any(
        kind == "times" and _many(times) and tokens[at - 1][0] == "close"
        for at, (kind, times) in enumerate(tokens)
        if at
    )
    for at, (kind, atom) in enumerate(tokens):
        if kind in {"escape", "set", "any"}:
            after = tokens[at + 1] if at + 1 < len(tokens) else ("", "")
            if everywhere or (after[0] == "times" and _many(after[1])):
                yield kind, atom


def _many(times: str) -> bool:
    bounds = re.fullmatch(r"\{(\d*)(,?)(\d*)\}\??", times)
    if bounds is None:
        return times[0] in "*+"
    most = bounds[3] if bounds[2] else bounds[1]
    return not most or int(most) > _FEW


def _freedom(kind: str, atom: str) -> int:
    if kind == "any" or atom in {r"\S", r"\W", r"\D", r"\s"} or atom.startswith("[^"):
        return ANYTHING
    if kind == "escape":
        return WORD if atom == r"\w" else STRICT
    if any(part in atom for part in (r"\S", r"\W", r"\D")):
        return ANYTHING
    parts = sum((r"\w" in atom, "a-" in atom, "A-" in atom, "0-9" in atom or r"\d" in atom))
    return WORD if parts > 1 or r"\w" in atom else STRICT
