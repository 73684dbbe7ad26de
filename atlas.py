#!/usr/bin/env python
"""The atlas on the command line, and in Python: `from atlas import Atlas`.

`python atlas.py --help` lists the commands; docs/notebook.md says what the object is asked.
"""

from __future__ import annotations

import importlib
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from store.errors import AtlasError
from store.version import version

if TYPE_CHECKING:
    from exports.notebook import Atlas

__all__ = ["COMMANDS", "Atlas", "cli", "main"]

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
    "rehearse": "commands.tending.rehearse",
    "picture": "commands.exports",
    "release": "commands.exports",
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
    "access": "commands.reach.access",
    "whatif": "commands.scenarios",
    "next": "commands.scenarios",
    "locate": "commands.reach.locate",
    "completion": "commands.tending.completion",
}
"""Command name to the module that holds it under the same name; imported when it is asked for."""


def __getattr__(name: str) -> Any:
    """Return the analyst's `Atlas`, imported when it is asked for; commands never need it."""
    if name == "Atlas":
        return importlib.import_module("exports.notebook").Atlas
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class LazyCommands(click.Group):
    """A group that imports a command's module only when that command runs or is listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what a shell may offer; names come from the table, so that no command loads."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name) for name in COMMANDS if name.startswith(incomplete)]


def print_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001  # click's signature
    """Print the version and leave, where it is asked for."""
    if asked and not ctx.resilient_parsing:
        click.echo(f"Learning City Atlas {version()}")
        ctx.exit()


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Print the version and exit.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only answers and errors, no progress.")
def cli(*, quiet: bool) -> None:  # commands ask the context
    """Where Korea's Lifelong Learning Cities are, and where they are not.

    Exit codes: 0 done, 1 a check found differences, 2 bad input.
    """


def print_utf8() -> None:
    """Print UTF-8 with line feeds into files and pipes, as docs/formats.md has it.

    A Windows set to Korean would take CP949, which has no "–", and end lines in its own way. A
    terminal knows what it shows, and PYTHONIOENCODING says what else is wanted.
    """
    for stream in (sys.stdout, sys.stderr):
        told = "PYTHONIOENCODING" in os.environ or stream.isatty()
        if isinstance(stream, TextIOWrapper) and not told:
            stream.reconfigure(encoding="utf-8", newline="\n")


def main() -> None:
    """Run the command line; the atlas's own errors become one message and exit code 2."""
    print_utf8()
    try:
        cli(prog_name=Path(sys.argv[0]).name)
    except AtlasError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    except OSError as error:  # a full, read-only or vanished disk
        what = f"{error.filename}: " if error.filename else ""
        advice = "Check the path, the rights and the room on the disk."
        click.echo(f"error: {what}{error.strerror or error}. {advice}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
