"""Which names does an unpickler of the app's own admit? Its look-up of names is run with names that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from bearproof.catalog.rows import Kind
from bearproof.model.labels import LISTED, Label
from bearproof.taint import knowledge
from bearproof.taint.frames import Frame, Machine, origin
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.values import Class, Const, Ext, Func, Partial, Value, options

_LITERAL = re.compile(rb"""["']([A-Za-z_][\w.]{0,60})["']""")
_MOST_LITERALS = 48
_STRANGE_MODULE, _STRANGE_NAME = "nonce_module", "nonce_name"
#: Names that no list of plain data has.
_DANGEROUS = (("builtins", "eval"), ("os", "system"), ("subprocess", "Popen"), ("importlib", "import_module"))


def restricts(m: Machine, frame: Frame, receiver: Value, cls: Class, bases: tuple[str, ...]) -> bool:
    """The class replaces what looks up names for its library base, and gives only names that stand on a list.

    A list of forbidden names, and a list of modules from which every name may come, are no such lists.
    """
    for base in bases:
        lookup = knowledge.NAME_LOOKUPS.get(base)
        found = objects.find_member(cls, lookup) if lookup is not None else None
        if isinstance(found, Func):
            if cls.key not in m.admits:
                # While it is looked at, a class that asks for itself is taken to admit everything.
                m.admits[cls.key] = True
                with _aside(m):
                    own = objects.bound(found, receiver)
                    m.admits[cls.key] = not (_lists(m, frame, own) or _refuses_strangers(m, frame, own))
            return not m.admits[cls.key]
    return False


@contextmanager
def _aside(m: Machine) -> Iterator[None]:
    """Try something of which nothing stays: no event, no change, no fact."""
    before = m.log, m.facts, m.decisions, m.refusals, m.raised, m.labelled, m.remembering
    m.log, m.refusals, m.decisions, m.facts = [], [], (), frozenset()
    m.labelled, m.remembering = True, False
    depth = len(m.store.layers)
    m.store.push()
    try:
        yield
    finally:
        del m.store.layers[depth:]
        m.log, m.facts, m.decisions, m.refusals, m.raised, m.labelled, m.remembering = before


def _lists(m: Machine, frame: Frame, lookup: Func) -> bool:
    """Both parts of the name were found on a list on every way on which something is looked up."""
    names = tuple(
        Ext("", (Label(Kind.COMMAND_LINE, (part,), frozenset(), origin(frame, lookup.code.pos, "is asked for")),))
        for part in ("<module>", "<name>")
    )
    answer = _asked(m, frame, lookup, names)
    left = [label for label in containers.deep_labels(m, answer) if label.kind is Kind.COMMAND_LINE]
    plain = all(_is_own(option) for option in options(answer) if not option.labels)
    return plain and all(LISTED in label.marks for label in left)


def _refuses_strangers(m: Machine, frame: Frame, lookup: Func) -> bool:
    """Names that stand nowhere in the file are refused, and so are strange names in modules that stand there."""
    pairs = [(_STRANGE_MODULE, _STRANGE_NAME), *_DANGEROUS]
    raw = m.project.at(lookup.code.path).raw
    known = dict.fromkeys(literal.decode() for literal in _LITERAL.findall(raw))
    for word in list(known)[:_MOST_LITERALS]:
        pairs += [(word, _STRANGE_NAME), (f"{word}.{_STRANGE_MODULE}", _STRANGE_NAME), (_STRANGE_MODULE, word)]
    for module, name in pairs:
        answer = _asked(m, frame, lookup, (Const(module), Const(name)))
        if any(_is_foreign(option, name) for option in options(answer)):
            return False
    return True


def _asked(m: Machine, frame: Frame, lookup: Func, names: tuple[Value, ...]) -> Value:
    m.at_root = True
    return calls.call_function(m, frame, lookup, names, {}, calls.NOWHERE)


def _is_own(value: Value) -> bool:
    """What the app itself defines, wherever it came from: a stand-in, or an entry of its table."""
    return not isinstance(value, Partial) and not (isinstance(value, Ext) and "find_class" in value.name)


def _is_foreign(value: Value, name: str) -> bool:
    """What was looked up under this very name, or something of which nobody knows what it is."""
    if value is containers.NEVER or not isinstance(value, Ext):
        return isinstance(value, Partial)
    return not value.name or value.name.endswith((f".{name}", "()"))
