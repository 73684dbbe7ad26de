"""Options that several commands take."""

from __future__ import annotations

import click

from analysis.coverage.counting import DEFAULT_EDITION
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES

FORMATS = click.Choice(["table", "csv", "json"])
EDITION = click.option("--edition", default=DEFAULT_EDITION, show_default=True, help="Year.")
FORM = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table"
)
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
