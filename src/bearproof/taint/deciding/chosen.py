"""Does a record decide that the sender has chosen? Whoever is looked up by the sender's own word for who they are."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Decided
from bearproof.model.labels import CALLER, EARLIER, UNSURE, Label, root
from bearproof.model.protection import LookedUp
from bearproof.taint.authorization.senders import of_sender
from bearproof.taint.deciding.untrusted import proves, vouched
from bearproof.taint.decisions import Deciding, verifies

#: Where a record is looked up: the calls of one chain begin at the same place.
_Start = tuple[str, int, int]
_CLAIMED = frozenset({Kind.BODY, Kind.QUERY, Kind.FORM, Kind.HEADER, Kind.COOKIE})


def on_chosen_records(app: App) -> Iterator[Deciding]:
    """Conditions that refuse on a record which the sender has named as their own; the label is the name that was sent.

    Without anything that verifies who calls, a header that says so; beside a token, whose role it is that decides.
    """
    told: set[tuple[object, ...]] = set()
    for run in app.runs:
        chosen = _chosen(run)
        for decided in _refusing(run) if chosen else ():
            label = _decides(run, decided, chosen)
            once = (decided.path, decided.pos, run.route.operation if run.route is not None else "")
            if label is not None and once not in told:
                told.add(once)
                yield Deciding(run, decided, decided.atoms[0], label)
                break


def _refusing(run: Run) -> Iterator[Decided]:
    return (event for event in run.events if isinstance(event, Decided) and event.statuses & words.REFUSING_STATUSES)


def _chosen(run: Run) -> dict[_Start, Label]:
    """Records that are looked up under a name that the request gives, by where that is done."""
    out: dict[_Start, Label] = {}
    for event in run.events:
        if not isinstance(event, LookedUp) or of_sender(event.keys):
            continue
        for key in event.keys:
            usable = key.kind in _CLAIMED and not {UNSURE, EARLIER} & key.marks and key.keys
            if usable and words.plain(key.keys[-1]) not in words.CREDENTIALS:
                out.setdefault((event.path, *event.pos[:2]), key)
    return out


def _decides(run: Run, decided: Decided, chosen: dict[_Start, Label]) -> Label | None:
    for atom in decided.atoms:
        for label in atom.labels:
            if label.kind is not Kind.STORE or CALLER in label.marks:
                continue
            path, pos = root(label.trace)
            key = chosen.get((path, *pos[:2]))
            if key is None or any(other.kind in REQUEST for other in atom.labels) or proves(run):
                continue
            if _says_who_sends(key) and not verifies(run) and not vouched(run):
                return key
            if _demands_a_right(decided, atom, label) and _says_who(key) and not vouched(run):
                return key
    return None


def _says_who_sends(key: Label) -> bool:
    return key.kind is Kind.HEADER and words.plain(key.keys[0]).endswith(words.SENDERS)


def _says_who(key: Label) -> bool:
    """The name is that of a person who acts: not of a session, and not of the one whom something is done to."""
    plain = words.plain(key.keys[-1])
    if key.kind is Kind.HEADER and plain.endswith(words.SENDERS):
        return True
    return plain in words.IDENTITY_KEYS or plain in words.ACTOR_KEYS


def _demands_a_right(decided: Decided, atom: Atom, label: Label) -> bool:
    """Who has it may go on: without it, the answer is no."""
    if not label.keys or words.plain(label.keys[-1]) not in words.PRIVILEGE_KEYS:
        return False
    if atom.op in {"NotEq", "NotIn"}:
        return True in decided.refuses
    return atom.op in {"Eq", "In"} and decided.refuses == {False}
