"""Which route does not do what its siblings do? The app's own habits are the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.findings import Place
from bearproof.model.app import App
from bearproof.model.events import Decided, Escaped, InputRead, SinkCalled
from bearproof.model.labels import Labels
from bearproof.model.protection import Answered, DecoratedLate, LookedUp, StoredObject, Swallowed
from bearproof.taint.authorization.protection import Protection, named_open, of_caller, protections, weighs_rights

#: So many siblings make a habit; fewer below a part of the path that is named after those who may do more.
_HABIT, _HABIT_BELOW = 3, 2
#: So many where what is told against them is weaker: that they only read, or that they refuse for a reason not known.
_LONG_HABIT = 5
#: Under so many addresses one handler may answer.
_MOST_MOUNTS = 2
#: So many of those that follow it stand against each two that do not.
_AGAINST = 1.5


def undecided(app: App) -> Iterator[tuple[Protection, str]]:
    """Routes on which nobody is asked, with what is asked of those that reach the same data."""
    all_ = protections(app)
    late = {event.route for run in app.runs for event in run.events[:1] if isinstance(event, DecoratedLate)}
    asking = [protection for protection in all_ if protection.authenticated]
    # What nobody writes to is a table of the source, not data.
    kept = frozenset(owner for protection in all_ for owner in protection.written)
    # Where most routes are open, an open one is the habit, unless those beside it say otherwise.
    most_ask, most_refuse = len(asking) * 2 >= len(all_), sum(not each.silent for each in all_) * 2 >= len(all_)
    # What answers many routes hands on to others, of which not all are seen to ask.
    answering = Counter(each.handler for each in all_)
    shared = {handler for handler, times in answering.items() if times >= _LONG_HABIT}
    for protection in all_:
        if not protection.silent or named_open(protection) or protection.handler in late:
            continue
        if _open_by_custom(protection) or protection.handler in shared:
            continue
        if not protection.unsafe and any(isinstance(event, Swallowed) for event in protection.run.events):
            # Whoever has no token may read: a hook has looked for one, and lets them on.
            continue
        data = protection.touched & kept
        usual = most_ask or (_asked_beside(data, all_) and _own_handler(protection, all_))
        if usual and any(other.touched & data and _compares(protection, other) for other in asking):
            yield protection, _told(data, all_)
        elif most_ask and _runs_what_is_sent(protection):
            yield protection, f"it runs what is sent, and {len(asking)} of {len(all_)} routes of the app ask who calls"
        elif most_refuse:
            why = _alone(protection, all_)
            if why:
                yield protection, why


def _own_handler(protection: Protection, all_: list[Protection]) -> bool:
    """The handler is the route's own, and not a wrapper that many share and behind which others may ask."""
    return sum(other.handler == protection.handler for other in all_) <= _MOST_MOUNTS


def _asked_beside(data: frozenset[tuple[object, ...]], all_: list[Protection]) -> bool:
    """Two of three handlers that reach the same data ask who calls, but for those that are open by custom."""
    reaching = [other for other in all_ if other.touched & data and not _open_by_custom(other)] if data else []
    asking = {other.handler for other in reaching if other.authenticated}
    return len(asking) >= _HABIT and len(asking) * 3 >= len({other.handler for other in reaching}) * 2


def _alone(protection: Protection, all_: list[Protection]) -> str:
    """Why a route stands alone in its file: nobody else lets everybody do such a thing; empty where it does not."""
    beside = [other for other in all_ if other.route.path == protection.route.path and other is not protection]
    if any(other.handler == protection.handler for other in beside):
        # They share a wrapper, and its file is not theirs.
        return ""
    asking = all(other.authenticated for other in beside)
    if protection.unsafe and not any(isinstance(event, InputRead) for event in protection.run.events):
        return ""
    if len(beside) >= _HABIT and asking and protection.unsafe:
        return f"all {len(beside)} other routes of its file ask who calls"
    if len(beside) >= _LONG_HABIT and asking and _of_one_object(protection):
        return f"all {len(beside)} other routes of its file ask who calls"
    changing = [other for other in beside if other.unsafe]
    if protection.unsafe and len(changing) >= _LONG_HABIT and not any(other.silent for other in changing):
        return f"all {len(changing)} other routes of its file that change something refuse, or send elsewhere"
    return ""


def _runs_what_is_sent(protection: Protection) -> bool:
    """What comes in reaches a call that runs it, or builds objects of it."""
    return any(
        isinstance(event, SinkCalled) and any(label.kind in REQUEST for label in event.labels)
        for event in protection.run.events
    )


def _of_one_object(protection: Protection) -> bool:
    """The address says which one is meant, and something is done with that."""
    for event in protection.run.events:
        held: Labels = ()
        if isinstance(event, Decided):
            held = tuple(label for atom in event.atoms for label in atom.labels)
        elif isinstance(event, (LookedUp, StoredObject)):
            held = event.keys
        elif isinstance(event, (Answered, Escaped)):
            held = event.labels
        if any(label.kind is Kind.PATH for label in held):
            return True
    return False


def without_role(app: App) -> Iterator[tuple[Protection, str]]:
    """Routes whose siblings ask what somebody may do, and that ask only who calls."""
    all_ = protections(app)
    told: set[tuple[object, ...]] = set()
    for group, habit in _groups(all_):
        checked = [protection for protection in group if _by_role(protection)]
        others = [protection for protection in group if not _by_role(protection)]
        if len(checked) < habit or len(others) * _AGAINST > len(checked):
            continue
        for protection in others:
            key = (protection.handler, protection.route.operation)
            if key in told or protection.silent or not protection.authenticated or _of_themselves(protection):
                continue
            # Below a part of the path that is named after those who may do more, what changes something stands out.
            of_few = habit == _HABIT_BELOW and protection.unsafe and not protection.signs_in
            if of_few or _stands_out(protection, checked, others):
                told.add(key)
                yield protection, f"{len(checked)} of {len(group)} routes beside it decide by role or permission"


def handler_place(app: App, protection: Protection) -> Place:
    """The first decorator of the handler, or its `def` where it has none."""
    place = app.place(protection.route.path, protection.route.pos)
    lines = app.file(protection.route.path).lines
    first, between = place.line, ""
    for number in range(place.line - 1, 0, -1):
        text = lines[number - 1]
        indent = len(text) - len(text.lstrip())
        if not text.strip() or indent < place.column:
            break
        if indent == place.column and text.startswith("@", indent):
            if (text + between).count("(") != (text + between).count(")"):
                break
            first, between = number, ""
        elif indent == place.column and not text.startswith(")", indent):
            break
        else:
            between = text + between
    if first == place.line:
        return place
    return Place(place.file, first, place.column, first, len(lines[first - 1].rstrip()))


def _compares(protection: Protection, other: Protection) -> bool:
    """The two can be compared: what reads is held against what reads, what changes against everything."""
    return protection.unsafe or not other.unsafe


def _told(data: frozenset[tuple[object, ...]], all_: list[Protection]) -> str:
    reaching = [other for other in all_ if other.touched & data]
    asking = sum(other.authenticated for other in reaching)
    return f"{asking} of {len(reaching)} routes that reach the same data ask who calls"


def _open_by_custom(protection: Protection) -> bool:
    """The end of the path is one that is open to everybody by custom."""
    last = [part for part in protection.route.rule.strip("/").split("/") if part and "<" not in part][-1:]
    return not last or words.plain(last[0].partition(".")[0]) in words.OPEN_PATHS


def _groups(all_: list[Protection]) -> Iterator[tuple[list[Protection], int]]:
    """Routes that belong together, with how many make a habit: those of one file, and those below `/admin`."""
    by_file: dict[str, list[Protection]] = {}
    by_part: dict[str, list[Protection]] = {}
    for protection in all_:
        by_file.setdefault(protection.route.path, []).append(protection)
        parts = [part for part in protection.route.rule.strip("/").split("/") if part]
        for part in parts[:-1]:
            if words.plain(part) in words.PRIVILEGE_VALUES:
                by_part.setdefault(part, []).append(protection)
    for group in by_file.values():
        yield group, _HABIT
        # What everybody may read, few may change: those that change something are also a group of their own.
        yield [protection for protection in group if protection.unsafe], _HABIT
    yield from ((group, _HABIT_BELOW) for group in by_part.values())


def _stands_out(protection: Protection, checked: list[Protection], others: list[Protection]) -> bool:
    """Those that follow the habit do the same kind of thing with the same data; of readers, all others follow it."""
    # Where reading is for a few, changing is not for everybody.
    alike = [other for other in checked if protection.unsafe or not other.unsafe]
    alike = [other for other in alike if other.touched & protection.touched]
    readers = [other for other in others if not other.unsafe and other is not protection]
    return bool(alike) and (protection.unsafe or not readers)


def _by_role(protection: Protection) -> bool:
    return bool(protection.role_places or protection.role_marks) or weighs_rights(protection)


def _of_themselves(protection: Protection) -> bool:
    """The route is about the one who calls: what it looks up is theirs."""
    looked = [event for event in protection.run.events if isinstance(event, LookedUp)]
    keyed = [any(map(of_caller, event.keys)) for event in looked if event.keys]
    return bool(keyed) and all(keyed)
