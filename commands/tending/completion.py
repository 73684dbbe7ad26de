"""`atlas.py completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

PROGRAM = "atlas.py"
VARIABLE = "_ATLAS_PY_COMPLETE"
"""Click's own name for the program's completion; the shell sets it when it asks."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion of a shell.

    With bash: `./atlas.py completion bash > ~/.atlas-completion`, then `source` that file; it
    completes `./atlas.py` and, where the folder is on the path, `atlas.py`.
    """
    found = get_completion_class(shell)
    if found is None:  # the choices above are click's own shells
        raise click.UsageError(shell)
    root = click.get_current_context().find_root().command
    click.echo(found(root, {}, PROGRAM, VARIABLE).source())
