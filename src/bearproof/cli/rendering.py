"""Which report goes where? Formats go by option or by the end of a name; a report that fails costs no other."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from bearproof.cli import output
from bearproof.cli.ending import Code, heaviest
from bearproof.errors import UsageProblem

if TYPE_CHECKING:
    from bearproof.findings import CheckDoc, Result

#: The format of a report file, by the end of its name.
_BY_SUFFIX = {".json": "json", ".sarif": "sarif", ".html": "html", ".md": "markdown", ".xml": "junit"}


@dataclass(frozen=True, slots=True)
class Look:
    """How the terminal report looks. A quiet one says nothing when nothing is wrong.

    `color` is auto, always or never.
    """

    color: str = "auto"
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the reports go. `files` are paths with their formats; `format` is the one asked for on standard output.

    `format` is None where the command line leaves that to the settings.
    """

    files: tuple[tuple[Path, str], ...] = ()
    format: str | None = None


def planned(outputs: Sequence[Path], format_: str | None) -> Plan:
    """Decide what each file becomes, before the long work begins.

    A format that was given is that of a single file, whatever its name, and else of standard output; several files go
    by the ends of their names. Raises UsageProblem for a name that says no format, OutputProblem for a file that can
    never be written.
    """
    for file in outputs:
        output.check_writable(file)
    if len(outputs) == 1 and format_ is not None:
        return Plan(((outputs[0], format_),))
    return Plan(tuple((file, _format_of(file)) for file in outputs), format_)


def tell(result: Result, docs: Mapping[str, CheckDoc], plan: Plan, look: Look, *, format_: str = "terminal") -> Code:
    """Write every report of the plan, then the one on standard output in `format_`; the heaviest of their codes.

    A report that cannot be written is told and counts as usage. A renderer that fails is told too, and its error is
    raised when all other reports are written.
    """
    text_of = cache(partial(_text_of, result.root))
    jobs = [(f"{kind} report {file}", partial(_write, file, kind, result, docs, text_of)) for file, kind in plan.files]
    jobs.append((f"{format_} report on standard output", partial(_print, format_, result, docs, text_of, look)))
    codes, defects = [Code.CLEAN], []
    for what, job in jobs:
        try:
            codes.append(output.kept(job))
        except Exception as defect:  # noqa: BLE001  # the border of a report: the others must not be lost with it
            output.complain(f"the {what} could not be made: {type(defect).__name__}")
            defects.append(defect)
    if defects:
        raise defects[0]
    return heaviest(*codes)


def rendered(
    format_: str, result: Result, docs: Mapping[str, CheckDoc], *, text_of: Callable[[str], str | None]
) -> str:
    """The whole report in one format; `text_of` answers with the text of a scanned file, or None."""
    # Only the report that is wanted is loaded.
    if format_ == "json":
        from bearproof.reports import json_report  # noqa: PLC0415  # see above

        return json_report.render(result)
    if format_ == "sarif":
        from bearproof.reports import sarif  # noqa: PLC0415  # see above

        return sarif.render(result, docs, text_of=text_of)
    if format_ == "html":
        from bearproof.reports import html_report  # noqa: PLC0415  # see above

        return html_report.render(result, docs, text_of=text_of)
    if format_ == "markdown":
        from bearproof.reports import markdown  # noqa: PLC0415  # see above

        return markdown.render(result, docs, text_of=text_of)
    if format_ == "junit":
        from bearproof.reports import junit  # noqa: PLC0415  # see above

        return junit.render(result, docs)
    return _terminal(result, docs, Look(color="never"))


def _format_of(file: Path) -> str:
    if file.suffix not in _BY_SUFFIX:
        *first, last = _BY_SUFFIX
        raise UsageProblem(
            f"{file}: no report format ends in {file.suffix!r}", advice=f"name it {', '.join(first)} or {last}"
        )
    return _BY_SUFFIX[file.suffix]


def _write(
    file: Path, format_: str, result: Result, docs: Mapping[str, CheckDoc], text_of: Callable[[str], str | None]
) -> None:
    output.write(file, rendered(format_, result, docs, text_of=text_of))


def _print(
    format_: str, result: Result, docs: Mapping[str, CheckDoc], text_of: Callable[[str], str | None], look: Look
) -> None:
    if format_ != "terminal":
        output.say_machine_readable(rendered(format_, result, docs, text_of=text_of))
    # A code other than 0 must never come without a word: what was not looked at is told in quiet runs too.
    elif not look.quiet or result.findings or result.incomplete:
        output.say(_terminal(result, docs, look))


def _terminal(result: Result, docs: Mapping[str, CheckDoc], look: Look) -> str:
    from bearproof.reports import terminal  # noqa: PLC0415  # only the report that is wanted is loaded

    page = io.StringIO()
    color = output.colored(look.color)
    terminal.write(result, docs, out=page, color=color, width=output.width(), verbose=look.verbose)
    return page.getvalue()


def _text_of(root: str, path: str) -> str | None:
    from bearproof.scan import static  # noqa: PLC0415  # only reports that quote the source need it

    return static.text_of(root, path)
