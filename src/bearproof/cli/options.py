"""Which options do the commands share, and what did the user give?"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from bearproof.scan.remembered import Memory

_Command = TypeVar("_Command", bound=Callable[..., int])


@dataclass(slots=True)
class Session:
    """What one command line asked of the program as a whole."""

    debug: bool = False


def given(options: Mapping[str, object]) -> dict[str, object]:
    """The options that the user gave; those that were left out are settled by environment and configuration."""
    return {name: value for name, value in options.items() if value is not None and value != ()}


def memory(options: dict[str, object]) -> Memory | None:
    """Where results are kept, taken out of all options; None when the user wants nothing kept."""
    place, never = options.pop("cache_dir", None), options.pop("no_cache", False)
    if never:
        return None
    from bearproof.scan import remembered  # noqa: PLC0415  # loaded with the engine

    return remembered.Memory(place if isinstance(place, Path) else remembered.folder(os.environ))


def debug(command: _Command) -> _Command:
    """Add `--debug`, which the program itself reads."""

    def remember(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's own signature
        context.ensure_object(Session).debug |= value

    option = click.option(
        "--debug", is_flag=True, expose_value=False, callback=remember, help="Print the traceback of an internal error."
    )
    return option(command)


def tree(command: _Command) -> _Command:
    """Add the path of a source tree, and the options that say what of it is read."""
    for option in reversed(
        (
            # Whether it can be read is asked later, where the answer says what to do about it.
            click.argument("path", type=click.Path(path_type=Path, readable=False), default="."),
            click.option("--exclude", metavar="GLOB", multiple=True, help="Skip these paths. Repeatable."),
            click.option("--max-size", "max_bytes", metavar="SIZE", help="Skip larger files: 500k, 2M. Default 1 MiB."),
            click.option(
                "--no-gitignore", "respect_gitignore", flag_value=False, default=None, type=bool, is_flag=True,
                help="Also read what .gitignore leaves out.",
            ),
            click.option(
                "--cache-dir", metavar="DIR", envvar="BEARPROOF_CACHE_DIR", type=click.Path(path_type=Path),
                help="Where results are kept for the next run. Default: the user's folder for caches.",
            ),
            click.option("--no-cache", is_flag=True, help="Neither take a kept result nor keep this one."),
            click.option(
                "--allow-incomplete", is_flag=True, default=None,
                help="Do not end with 3 when something could not be looked at.",
            ),
            debug,
        )
    ):  # fmt: skip
        command = option(command)
    return command
