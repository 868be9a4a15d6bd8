"""Which events were seen, of which kind, and in which order?"""

from __future__ import annotations

from bearproof.model.app import App, Run
from bearproof.model.events import Compared, Event, StoreWritten
from bearproof.model.source import SourceFile

_POS = (1, 0, 1, 1)


def app() -> App:
    first = Run(None, [StoreWritten("a.py", _POS, ()), Compared("b.py", _POS, (), ())])
    second = Run(None, [StoreWritten("c.py", _POS, ())])
    return App([first, second], lambda path: SourceFile(path, "", ""))


def test_events_of_one_kind_come_with_their_runs() -> None:
    made = app()

    assert [(made.runs.index(run), event.path) for run, event in made.events(StoreWritten)] == [
        (0, "a.py"),
        (1, "c.py"),
    ]


def test_events_of_several_kinds_keep_their_order() -> None:
    assert [event.path for _, event in app().events(Event)] == ["a.py", "b.py", "c.py"]


def test_there_may_be_none() -> None:
    assert list(App([], lambda path: SourceFile(path, "", "")).events(Compared)) == []
