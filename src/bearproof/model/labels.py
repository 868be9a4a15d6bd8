"""Where did a value come from, and what happened to it on the way? Labels, with the trace of their steps."""

from __future__ import annotations

from dataclasses import dataclass

from bearproof.catalog.rows import ASKED_FOR, REQUEST, Kind
from bearproof.model.ir import Pos

#: The value was computed from the source, it is not the source itself: a test of it says nothing about the source.
INEXACT = "inexact"
#: The value went through a deserializer.
DESERIALIZED = "deserialized"
#: The value is a number, a UUID or the like: no deserializer can be fed with it.
TYPED = "typed"
#: The value came through a schema: its sender chose it, but not which fields there are.
SCHEMA = "schema"
#: The value is a message authentication code over the source.
MAC = "mac"
#: The value is a name of a key that the sender chose.
KEY = "key"
#: The value went through a call of which nothing is known: what is read from it may be somebody else's word.
UNSURE = "unsure"
#: The value was tested on its way and is one of those that the app admits.
LISTED = "listed"
#: The entry of a store was named by a header or cookie of the request.
NAMED = "named"
#: The entry of a store is that of whoever sent a credential.
CALLER = "caller"
#: The entry is one of a table of the process's own.
TABLE = "table"
#: The value was sent with an earlier request, and kept.
EARLIER = "earlier"
#: The value is a part of the address that the request goes to.
ADDRESS = "address"
#: The value is what stands between dots of a text.
SEGMENT = "segment"
#: The value is only the beginning or the end of a text, too short to be used for it.
SHORT = "short"
#: Prefix of the mark that names the event at which untrusted data was merged into verified claims.
MERGED = "merged#"
#: Prefix of the mark that names the object whose fields were filled by keys of the sender.
FILLED = "filled#"

#: Prefix of the mark that names the place of a store that the value was taken out of.
SHELF = "shelf#"

#: How the steps begin that tell by which call a value was decoded, or loaded.
THROUGH, LOADED = "goes through ", "is loaded by "

#: What somebody sent: it is not what a method of an unknown object answers.
_SENT = REQUEST | ASKED_FOR
_MOST = 10
#: Keys below keys are told apart so deep.
_DEEPEST = 6
_TWO = 2


@dataclass(slots=True, eq=False)
class Trace:
    """One step on the way of a value, linked to the step before it. `what` says what happened there."""

    path: str
    pos: Pos
    what: str
    before: Trace | None = None


def root(trace: Trace) -> tuple[str, Pos]:
    """Where a value came in: the place of the first step on its way."""
    while trace.before is not None:
        trace = trace.before
    return (trace.path, trace.pos)


class Label:
    """One origin of a value: the source's kind, the keys read below it, marks, and how it came here.

    Two labels with the same kind, keys and marks are the same whatever their traces.
    """

    __slots__ = ("key", "keys", "kind", "marks", "trace")

    def __init__(self, kind: Kind, keys: tuple[str, ...], marks: frozenset[str], trace: Trace) -> None:
        self.kind, self.keys, self.marks, self.trace = kind, keys, marks, trace
        self.key = (kind, keys, marks)

    @property
    def fact(self) -> tuple[Kind, tuple[str, ...], bool]:
        """What a test of the value is remembered by: the same source read again is the same fact."""
        return (self.kind, self.keys, KEY in self.marks)

    def marked(self, *marks: str) -> Label:
        """The same label with more marks."""
        if self.marks.issuperset(marks):
            return self
        return Label(self.kind, self.keys, self.marks.union(marks), self.trace)

    def below(self, key: str, path: str, pos: Pos) -> Label:
        """The label of what stands under a key of the value."""
        if len(self.keys) >= _DEEPEST:
            return self
        trace = self.trace
        if trace.before is None and not self.keys and self.kind is not Kind.STORE:
            trace = Trace(path, pos, trace.what)
        return Label(self.kind, (*self.keys, key), self.marks, trace)

    def stepped(self, path: str, pos: Pos, what: str) -> Label:
        """The same label, one step further; a step on the same line that says nothing new is left out."""
        last = self.trace
        if last.what == what and last.pos == pos and last.path == path:
            return self
        return Label(self.kind, self.keys, self.marks, Trace(path, pos, what, last))


Labels = tuple[Label, ...]


def merged(*groups: Labels) -> Labels:
    """Labels of several values together, without repetition; the first trace of equal ones is kept."""
    filled = [group for group in groups if group]
    if len(filled) < _TWO:
        return tuple(filled[0])[:_MOST] if filled else ()
    out: dict[object, Label] = {}
    for group in filled:
        for label in group:
            if label.key not in out:
                out[label.key] = label
                if len(out) >= _MOST:
                    return tuple(out.values())
    return tuple(out.values())


def adrift(labels: Labels) -> Labels:
    """What is left of labels after a method of an object of which nothing is known, or after code not followed.

    What comes out may be anything: nobody may say that it is still the sender's data. Where it came from otherwise is
    kept, with the mark that it is unsure.
    """
    return tuple(label.marked(INEXACT, UNSURE) for label in labels if label.kind not in _SENT)


def marked(labels: Labels, *marks: str) -> Labels:
    """All labels with more marks."""
    return tuple(label.marked(*marks) for label in labels)
