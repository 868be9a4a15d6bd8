"""What is a check? One weakness: its prose, its faces and its teaching examples, all in one file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import dedent
from typing import TYPE_CHECKING

from bearproof.findings import CheckDoc, Finding, Fix, Severity, Step
from bearproof.taint import flows
from bearproof.taint.asking import input_of

if TYPE_CHECKING:
    from bearproof.findings import Edit, Evidence, Status
    from bearproof.fix.editing.script import Scripts
    from bearproof.model.app import App, Run
    from bearproof.model.events import Event
    from bearproof.model.labels import Labels
    from bearproof.probe.request import Request
    from bearproof.probe.target import Target
    from bearproof.taint.decisions import Deciding
    from bearproof.taint.flows import Flow

    Find = Callable[[App], Iterator[Finding]]
    Prove = Callable[[Target, Finding], Evidence | None]
    Mend = Callable[[Finding, Scripts], Fix | Edit | Status | None]

#: The headings that a check's docstring must have, in this order.
HEADINGS = ("What it finds", "Why it matters", "Instead", "How it is proven", "How the guard stops it")

#: A line of an example that ends with this is where the check's finding must be.
MARK = "# found"

#: The most characters of a call in a step of a trace.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Example:
    """A small app, as path -> text. Lines that end with `# found` are exactly where the check must find something."""

    title: str
    files: Mapping[str, str]
    good: Request | None = None
    good_after: Request | None = None

    @property
    def marked(self) -> list[tuple[str, int]]:
        """The marked lines as (path, line), sorted."""
        return sorted(
            (path, number)
            for path, text in self.files.items()
            for number, line in enumerate(text.splitlines(), 1)
            if line.rstrip().endswith(MARK)
        )


class Check:
    """One weakness. Made once at the top of its file; the name comes from the module's name."""

    def __init__(
        self, module: str, *, severity: Severity, cwe: int, since: str, family: str, tags: tuple[str, ...] = ()
    ) -> None:
        self.name = module.rpartition(".")[2].replace("_", "-")
        self.severity, self.cwe, self.since, self.family, self.tags = severity, cwe, since, family, tags
        self.examples: list[Example] = []
        self.find: Find | None = None
        self.prove: Prove | None = None
        self.fix: Mend | None = None
        self._prose = sys.modules[module].__doc__ or ""

    def finds(self, function: Find) -> Find:
        """Mark the function that finds the weakness in the source."""
        self.find = function
        return function

    def proves(self, function: Prove) -> Prove:
        """Mark the function that shows a finding on the running app; it answers None when it could not."""
        self.prove = function
        return function

    def fixes(self, function: Mend) -> Mend:
        """Mark the function that answers with an edit, with None where no edit is right, or with what it is already."""
        self.fix = function
        return function

    def example(
        self,
        title: str,
        text: str | Mapping[str, str],
        *,
        good: Request | None = None,
        good_after: Request | None = None,
    ) -> None:
        """Add a teaching example: one text (`app.py`), or path -> text."""
        files = {"app.py": text} if isinstance(text, str) else dict(text)
        clean = {path: dedent(body).lstrip("\n") for path, body in files.items()}
        self.examples.append(Example(title, clean, good, good_after))

    def finding(self, **parts: object) -> Finding:
        """A finding of this check, with its name, CWE and severity filled in."""
        filled = {"check": self.name, "cwe": self.cwe, "severity": self.severity, "advice": self.advice} | parts
        return Finding(**filled)  # type: ignore[arg-type]  # the parts are Finding's own fields, checked when it is built

    def from_flow(self, flow: Flow, message: str) -> Finding:
        """A finding at the end of a flow."""
        return self.finding(
            place=flow.place,
            message=message + "".join(f"; less sure, for line {d.place.line}: {d.text}" for d in flow.doubts[:1]),
            trace=flow.trace,
            operation=flow.operation,
            source_text=flow.source_text,
            sink_text=flow.sink_text,
            input=flow.input,
            fields=flow.fields,
            call=flow.call,
            doubts=flow.doubts,
        )

    def from_event(self, app: App, run: Run, what: tuple[Event, Labels], message: str) -> Finding:
        """A finding where something happened; the trace is that of the first of its labels."""
        event, labels = what
        text = app.text(event.path, event.pos)
        place = app.place(event.path, event.pos)
        steps = flows.trace(app, labels[0]) if labels else ()
        if not steps or steps[-1].place != place:
            steps = (*steps, Step(place, f"goes into `{_short(text)}`" if steps else text))
        return self.finding(
            place=place,
            message=message,
            trace=steps,
            operation=flows.operation(run),
            source_text=flows.source_text(app, labels[0]) if labels else "",
            sink_text=text,
        )

    def from_decision(self, app: App, deciding: Deciding, message: str) -> Finding:
        """A finding at a condition."""
        run, label = deciding.run, deciding.label
        found = self.from_event(app, run, (deciding.decided, (label,)), message)
        steps = (*found.trace[:-1], Step(found.place, f"decides in `{found.sink_text}`"))
        return replace(found, trace=steps, input=input_of(run, label, deciding.atom))

    @property
    def advice(self) -> str:
        """The first sentence of what to do instead."""
        return _sections(self._prose)["Instead"].split(". ")[0].rstrip(".") + "."

    def doc(self) -> CheckDoc:
        """The prose of the docstring, and the first bad and good examples."""
        title, parts = self._prose.strip().splitlines()[0], _sections(self._prose)
        bad = next((example for example in self.examples if example.marked), None)
        good = next((example for example in self.examples if not example.marked), None)
        what, why, instead, proven, guarded = (parts[heading] for heading in HEADINGS)
        return CheckDoc(
            self.name, title, self.family, self.severity, self.cwe, what, why, instead, proven, guarded,
            _text(bad), _text(good), self.since, self.tags,
        )  # fmt: skip


def _short(text: str) -> str:
    """A call as a step names it: whole, or its beginning."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4].rstrip()} ..."


def _text(example: Example | None) -> str:
    if example is None:
        return ""
    if len(example.files) == 1:
        return next(iter(example.files.values()))
    return "\n".join(f"# --- {path}\n{text}" for path, text in example.files.items())


def _sections(prose: str) -> dict[str, str]:
    parts: dict[str, list[str]] = {heading: [] for heading in HEADINGS}
    current: list[str] = []
    for line in prose.splitlines()[1:]:
        if line.strip() in parts and not line.startswith(" "):
            current = parts[line.strip()]
        else:
            current.append(line.strip())
    return {heading: " ".join(" ".join(lines).split()) for heading, lines in parts.items()}
