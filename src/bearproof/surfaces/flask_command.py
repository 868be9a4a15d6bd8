"""What does `flask bearproof` offer? The guard's own commands, loaded only when one of them is asked for.

Flask loads this with every one of its commands, in each project that has bearproof installed: the guard, and what it
needs, may not be.
"""

from __future__ import annotations

import click


class GuardCommands(click.Group):
    """The commands of `bearproof.guard`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(_commands().list_commands(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        return _commands().get_command(ctx, cmd_name)


group = GuardCommands("bearproof", help="What the guard protects.")


def _commands() -> click.Group:
    try:
        from bearproof.guard import commands  # noqa: PLC0415  # see above
    except ImportError as error:
        raise click.ClickException(f'this needs the guard: pip install "bearproof[guard]" ({error})') from error
    return commands.group
