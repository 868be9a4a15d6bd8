"""Did a sender's data lie where a dangerous call read? The two halves of a way through a store, put together."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog.rows import Kind
from bearproof.model.app import App
from bearproof.model.events import Shelved, Stored
from bearproof.model.labels import LISTED, TYPED, Label, Trace
from bearproof.taint.stored import places

#: A value may lie in so many stores one after the other.
_DEEPEST = 3
_HARMLESS = frozenset({TYPED, LISTED})


class Shelves:
    """All that was put into stores in one app, asked by the labels of what was taken out."""

    def __init__(self, app: App) -> None:
        self._written: dict[places.Place, list[Shelved]] = {}
        for _, event in app.events(Shelved):
            self._written.setdefault(_drawer(event.place), []).append(event)
        self._sessions = [event for _, event in app.events(Stored)]

    def origins(self, label: Label, kinds: frozenset[Kind], depth: int = 0) -> Iterator[Label]:
        """The sender's labels behind one that was taken out of a store, with the whole way as their trace."""
        if label.kind is Kind.SESSION and label.keys:
            yield from self._of_session(label, kinds)
        read = places.place_of(label)
        if read is None or depth > _DEEPEST:
            return
        for event in self._written.get(_drawer(read), ()):
            if not places.meet(event.place, read):
                continue
            for written in event.labels:
                whole = _continued(written, event, label)
                if written.kind in kinds:
                    yield whole
                elif places.place_of(written) is not None:
                    for first in self.origins(written, kinds, depth + 1):
                        yield _continued(first, event, label)

    def _of_session(self, label: Label, kinds: frozenset[Kind]) -> Iterator[Label]:
        """What an earlier request wrote into the session under the same key."""
        for event in self._sessions:
            if event.key != label.keys[0]:
                continue
            for written in event.labels:
                if written.kind in kinds and not _HARMLESS & written.marks:
                    yield _after(written, Trace(event.path, event.pos, "is put into the session", written.trace), label)


def _drawer(place: places.Place) -> places.Place:
    """The part of a place that must be the same on both sides."""
    return place[:2] if place[0] in {"table", "model", "type"} else place[:1]


def _continued(written: Label, event: Shelved, read: Label) -> Label:
    return _after(
        written, Trace(event.path, event.pos, f"is put into {places.shown(event.place)}", written.trace), read
    )


def _after(written: Label, trace: Trace, read: Label) -> Label:
    """The label of what was written, with the way of what was read behind its own."""
    links: list[Trace] = []
    link: Trace | None = read.trace
    while link is not None:
        links.append(link)
        link = link.before
    for each in reversed(links):
        trace = Trace(each.path, each.pos, each.what, trace)
    return Label(written.kind, written.keys, written.marks | read.marks, trace)
