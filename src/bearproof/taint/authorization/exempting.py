"""Which requests does a hook let pass unasked? By method, by a part of the path, or by all but a prefix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Decided, Escaped, Event, TokenRead
from bearproof.model.protection import Began, LibraryCalled, LookedUp, Refused, Touched
from bearproof.taint.authorization.protection import Protection, is_credential, of_caller, protections
from bearproof.taint.authorization.refusing import STATUSES
from bearproof.taint.knowledge import VERIFIERS

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_PATH = (".path", ".full_path", ".url")
_EQUAL, _UNEQUAL = frozenset({"Eq", "In"}), frozenset({"NotEq", "NotIn"})


@dataclass(slots=True)
class Gate:
    """A condition of a hook, and the routes that pass it."""

    run: Run
    decided: Decided
    exempt_side: bool
    routes: list[Protection] = field(default_factory=list)


def exemptions(app: App) -> Iterator[tuple[Run, Decided, str]]:
    """Conditions of hooks by which requests pass that ought to be asked, with what passes."""
    gates: dict[tuple[object, ...], Gate] = {}
    for protection in protections(app):
        for begun, events in protection.stages("hook"):
            for decided, side in _gates(events):
                if not _within(begun, decided) and any(map(_of_method, decided.atoms)):
                    # What a helper does by method is its own affair.
                    continue
                key = (decided.path, decided.pos)
                gate = gates.setdefault(key, Gate(protection.run, decided, side))
                gate.routes.append(protection)
    missing = _served_where_no_route_is(app)
    for gate in gates.values():
        for atom in gate.decided.atoms:
            passing = _passing(atom, gate) or (missing if _without_endpoint(atom, gate) else "")
            if passing:
                yield gate.run, gate.decided, passing
                break


def _served_where_no_route_is(app: App) -> str:
    """What the handler for missing pages hands out of the app's own data."""
    for run in app.runs:
        begun = run.events[0] if run.events else None
        if isinstance(begun, Began) and begun.stage == "missing":
            held = next((event for event in run.events if isinstance(event, (Touched, LookedUp))), None)
            if held is not None:
                return f"requests that no route answers, and {begun.name} does, from {held.shown or 'a store'}"
    return ""


def _without_endpoint(atom: Atom, gate: Gate) -> bool:
    """The gate lets pass what no route answers: there the endpoint is nothing."""
    sides = (atom.left, atom.right) if atom.left.name.endswith(".endpoint") else (atom.right, atom.left)
    if not sides[0].name.endswith((".endpoint", ".url_rule")):
        return False
    if atom.op in {"truth", "not truth"}:
        return (atom.op == "not truth") is gate.exempt_side
    parts = {
        part for const in sides[1].consts for part in (const if isinstance(const, (tuple, frozenset)) else (const,))
    }
    return None in parts and (atom.op in {"Is", "Eq", "In"}) is gate.exempt_side


def _gates(events: list[Event]) -> Iterator[tuple[Decided, bool]]:
    """Conditions on the address of a request, on one side of which nobody is asked any more, with that side."""
    for at, event in enumerate(events):
        if not isinstance(event, Decided) or not any(map(_of_address, event.atoms)):
            continue
        after = events[at + 1 :]
        if any(map(_asks, events[:at])):
            # Whoever comes here was asked.
            return
        if event.leaves and len(event.leaves) == 1:
            side = next(iter(event.leaves))
            if side in event.raises:
                continue
            if not _refuses_there(event, side, after) and any(map(_asks, after)):
                yield event, side
        elif not event.leaves:
            sides = {side for other in after for side in _sides_of(other, event)}
            if len(sides) == 1:
                yield event, not next(iter(sides))


def _refuses_there(decided: Decided, side: bool, after: list[Event]) -> bool:  # noqa: FBT001  # the side of a condition is a truth value
    """The side that leaves is the one that is refused."""
    del after
    return side in decided.refuses and (not side) not in decided.refuses


def _within(begun: Began, decided: Decided) -> bool:
    """The condition stands in the hook's own function."""
    return begun.path == decided.path and begun.pos[0] <= decided.pos[0] <= begun.pos[2]


def _of_method(atom: Atom) -> bool:
    return atom.left.name.endswith(".method") or atom.right.name.endswith(".method")


def _asks(event: Event) -> bool:
    """The event asks who calls."""
    if isinstance(event, TokenRead):
        return event.verified
    if isinstance(event, Escaped):
        return event.name in VERIFIERS
    if isinstance(event, Refused) and event.status in STATUSES and event.decided is not None:
        return any(of_caller(x) or is_credential(x) for atom in event.decided.atoms for x in atom.labels)
    return False


def _sides_of(event: Event, decided: Decided) -> Iterator[bool]:
    """The side of a condition on which a token is read."""
    if isinstance(event, LibraryCalled) and event.name in _READERS:
        for above, side in event.under:
            if above is decided:
                yield side


def _of_address(atom: Atom) -> bool:
    return atom.left.name.startswith("flask.request.") or atom.right.name.startswith("flask.request.")


def _passing(atom: Atom, gate: Gate) -> str:
    """What passes the gate by this atom and ought not to; empty where that is as it should be."""
    part = atom.left.name if atom.left.name.startswith("flask.request.") else atom.right.name
    if part.endswith(".method"):
        return _by_method(atom, gate)
    if not part.endswith(_PATH):
        return ""
    names = [str(const) for const in (*atom.left.consts, *atom.right.consts) if isinstance(const, (str, tuple))]
    if atom.op in {"In", "NotIn"} and atom.left.consts:
        holds = (atom.op == "In") is gate.exempt_side
        return f"every path that holds {atom.left.consts[0]!r}" if holds and _open_ended(gate) else ""
    if atom.op.endswith("endswith"):
        holds = (atom.op == "endswith") is gate.exempt_side
        return "every path with such an ending" if holds and _open_ended(gate) else ""
    if atom.op.endswith("startswith") and names:
        return _by_prefix(atom, gate)
    return ""


def _by_method(atom: Atom, gate: Gate) -> str:
    consts = {part for const in (*atom.left.consts, *atom.right.consts)
              for part in (const if isinstance(const, (tuple, frozenset)) else (const,))}  # fmt: skip
    named = {str(part).upper() for part in consts if isinstance(part, str)} & _METHODS
    if not named or atom.op not in _EQUAL | _UNEQUAL:
        return ""
    exempt = named if (atom.op in _EQUAL) is gate.exempt_side else _METHODS - named
    answered = {method for protection in gate.routes for method in protection.route.methods}
    writing = sorted((exempt - _READING) & answered)
    if writing:
        return f"{', '.join(writing)} requests"
    if "HEAD" in exempt and "GET" not in exempt and answered & {"GET", "HEAD"}:
        return "HEAD requests, which are answered as GET is"
    if "OPTIONS" in exempt and "OPTIONS" in answered and "GET" not in exempt:
        return "OPTIONS requests, which a handler answers"
    return ""


def _open_ended(gate: Gate) -> bool:
    """A route has a parameter that its sender may give such a value."""
    return any(_free(protection.route.rule) for protection in gate.routes)


def _free(rule: str) -> bool:
    return any(not part.startswith(("int:", "float:", "uuid:")) for part in rule.split("<")[1:])


def _by_prefix(atom: Atom, gate: Gate) -> str:
    """All but a prefix pass: among them routes that change something, and that nothing else protects."""
    prefixes = tuple(str(part) for const in atom.right.consts
                     for part in (const if isinstance(const, (tuple, frozenset)) else (const,)))  # fmt: skip
    inside = (atom.op == "startswith") is gate.exempt_side
    loose = [protection for protection in gate.routes if _loose(protection.route.rule, prefixes)]
    if inside:
        return f"paths that only begin alike: {loose[0].route.rule}" if loose else ""
    outside = [p for p in gate.routes if not p.route.rule.startswith(prefixes) and "<unknown>" not in p.route.rule]
    within = {p.handler for p in gate.routes if p.route.rule.startswith(prefixes)}
    open_ = [p for p in outside if p.unsafe and (p.handler in within or not _else_protected(p, gate))]
    return f"every path without that beginning: {open_[0].route.rule}" if open_ and within else ""


def _loose(rule: str, prefixes: tuple[str, ...]) -> bool:
    """The rule begins with a prefix that ends within one of its parts."""
    return any(
        rule.startswith(prefix) and not prefix.endswith("/") and rule[len(prefix) : len(prefix) + 1] not in {"", "/"}
        for prefix in prefixes
    )


def _else_protected(protection: Protection, gate: Gate) -> bool:
    """Something besides the hook asks who calls, or the operation is one by which somebody signs in."""
    own = [events for begun, events in protection.stages("handler") if begun]
    asked = any(_asks(event) for events in own for event in events)
    marked = any(mark for mark in protection.route.marks if mark in protection.asked_by)
    signing = any(isinstance(event, LibraryCalled) and "encode" in event.name for events in own for event in events)
    del gate
    return asked or marked or signing or any(isinstance(e, TokenRead) for events in own for e in events)


_READERS = frozenset({"jwt.decode", "jwt.decode_complete", "jose.jwt.decode", "authlib.jose.jwt.decode",
                      "joserfc.jwt.decode", "flask_jwt_extended.verify_jwt_in_request"})  # fmt: skip
