"""`bearproof explain`: what is this check about?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from bearproof.cli import names, output
from bearproof.cli.ending import Code
from bearproof.cli.options import debug

if TYPE_CHECKING:
    from bearproof.findings import CheckDoc


@click.command()
@click.argument("check", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Of the explanation.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour of the text.")
@debug
def explain(check: str | None, format_: str, color: str) -> int:
    """Say what CHECK finds, why it matters and what to do instead; without CHECK, list all."""
    from bearproof.scan import static  # noqa: PLC0415  # the checks are loaded only when they are used

    docs = static.docs()
    if format_ == "json":
        import dataclasses  # noqa: PLC0415  # only this format needs it
        import json  # noqa: PLC0415  # the same

        wanted = [names.named(check, docs)] if check else list(docs.values())
        rows = [dataclasses.asdict(doc) | {"severity": doc.severity.word} for doc in wanted]
        output.say_machine_readable(json.dumps(rows, indent=2))
        return Code.CLEAN
    if check is None:
        output.say("".join(_lines(docs)))
        return Code.CLEAN
    import io  # noqa: PLC0415  # only one explanation needs it

    from bearproof.reports import terminal  # noqa: PLC0415  # loaded only when it is used

    page = io.StringIO()
    terminal.write_explanation(names.named(check, docs), page, color=output.colored(color), width=output.width())
    output.say(page.getvalue())
    return Code.CLEAN


def _lines(docs: Mapping[str, CheckDoc]) -> list[str]:
    lines: list[str] = []
    family = ""
    width = max(len(name) for name in docs)
    for doc in sorted(docs.values(), key=lambda doc: (doc.family, doc.name)):
        if doc.family != family:
            family = doc.family
            lines.append(f"{family}\n")
        lines.append(f"  {doc.name:{width}}  {doc.severity.word:8}  {doc.title}\n")
    return lines
