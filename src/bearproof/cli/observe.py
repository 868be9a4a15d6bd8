"""`bearproof observe`: what does this server do with what it is sent?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bearproof.cli import output
from bearproof.cli.ending import Code, heaviest
from bearproof.cli.options import debug
from bearproof.errors import BearproofError

if TYPE_CHECKING:
    from bearproof.scan.proving.observing import Event, Observed

_MOST_LOG = 12
_HELP = """
Start COMMAND, a server, with the sensor in it, and tell what reaches its deserializers.

Nothing is sent: use the server as you always do, run your tests against it, or send it a document that names a
module bearproof_canary_... of your own. Each event is one line on standard output:

\b
  hello          a process of the server is watched
  sink           bytes that came with a request reached a deserializer, and how they got there
  find-class     a deserializer looked up a name that came with a request
  import-canary  the module that a canary names was imported: the sender chooses what is imported

Flask under any server will do, and any WSGI app under gunicorn, waitress or wsgiref; Python 3.8 or newer, with
nothing installed in it. Under another server or protocol only the import of canaries is seen.

Ctrl-C ends the server and all that it started.

\b
  bearproof observe --url http://127.0.0.1:8000 -- gunicorn --bind 127.0.0.1:8000 shop:app

Ends with 0 when nothing arrived, 1 when something did, and 3 when the server could not be started or watched, or
ended by itself with an error, or more was told than 32 MiB of events.
"""


# Options after the first word of the command are the command's own.
@click.command(
    help=_HELP,
    short_help="Start a server, and tell what reaches its deserializers.",
    context_settings={"allow_interspersed_args": False},
)
@click.option("--url", metavar="URL", required=True, help="Where the command serves; a loopback address.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Of the events; json: one a line."
)
@click.option(
    "--patience", metavar="SECONDS", type=click.FloatRange(1, 3600), default=30, help="For the start. Default: 30."
)
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
@debug
def observe(url: str, format_: str, patience: float, command: tuple[str, ...]) -> int:
    """Start a server with the sensor in it, and tell what reaches its deserializers."""
    from bearproof.scan.proving import observing  # noqa: PLC0415  # loaded only when it is used

    folder = Path.cwd()

    def tell(event: Event) -> None:
        if format_ == "json":
            output.say_machine_readable(json.dumps(dict(event)))
        else:
            output.say(output.printable(observing.line(event, folder)))

    def ready(where: str) -> None:
        click.echo(f"watching {output.printable(where)}; Ctrl-C ends the server", err=True)

    try:
        observed = observing.observe(observing.server(folder, command, url, patience), tell, ready)
    except BearproofError as trouble:
        output.complain(trouble)
        output.quote("app", str(getattr(trouble, "log", "")), _MOST_LOG)
        return trouble.exit_code
    return _ended(observed)


def _ended(observed: Observed) -> int:
    seen = Code.FINDINGS if observed.reached else Code.CLEAN
    if observed.code:
        output.complain(f"the server ended with code {observed.code}", advice="start it by hand, and see what it says")
    return heaviest(seen, Code.INCOMPLETE) if observed.incomplete else seen
