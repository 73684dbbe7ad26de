#!/usr/bin/env python
"""The atlas on the command line; `python atlas.py --help` lists the commands."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from store.errors import AtlasError

COMMANDS = {
    "coverage": "commands.coverage",
    "build": "commands.build",
    "statistics": "commands.statistics",
    "check": "commands.check",
    "resolve": "commands.places",
    "boundaries": "commands.boundaries",
    "programmes": "commands.programmes",
    "check-release": "commands.release",
    "ingest": "commands.ingest",
    "audit": "commands.ingest",
    "undo": "commands.ingest",
    "picture": "commands.exports",
    "pack": "commands.exports",
    "site": "commands.exports",
    "trend": "commands.history",
    "status": "commands.history",
    "compare": "commands.history",
    "place": "commands.history",
    "calendar": "commands.calendar",
    "gaps": "commands.gaps",
    "clusters": "commands.gaps",
    "inequality": "commands.inequality",
    "whatif": "commands.scenarios",
    "next": "commands.scenarios",
}
"""Command name to the module that holds it under the same name; imported when it is asked for."""


class LazyCommands(click.Group):
    """A group that imports a command's module only when that command runs or is listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Where Korea's Lifelong Learning Cities are, and where they are not.

    Exit codes: 0 done, 1 a check found differences, 2 bad input.
    """


def main() -> None:
    """Run the command line; the atlas's own errors become one message and exit code 2."""
    try:
        cli(prog_name=Path(sys.argv[0]).name)
    except AtlasError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
