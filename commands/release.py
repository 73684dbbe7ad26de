"""`atlas.py check-release`: hold a draft against the data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.atlas import Atlas
from analysis.intake.drafts import draft_text
from analysis.release.documents.files import MAX_FILE_BYTES
from analysis.release.judge.drafts import check_draft
from commands.shared.choices import OneOf
from exports.answers.release_report import as_docx, as_html, as_json, as_table
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words
from store.errors import InputError
from store.files import write_file

if TYPE_CHECKING:
    from analysis.release.model import Report


def read_draft(path: Path) -> str:
    """Return a draft's text; the file is not read beyond the bound.

    Raises
    ------
    InputError
        If there is no such file, or it cannot be read as a release.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise InputError.one(
            path.name,
            value=error.strerror or "no file",
            expected="a file that can be read",
            next_step="Give the path of the draft.",
        ) from None
    return draft_text(content, path.name)


def check_text(atlas: Atlas, text: str, edition: str | None) -> Report:
    """Return the report on a text; without an edition, the text says which one it is.

    Raises
    ------
    InputError
        If there is no such edition.
    """
    return check_draft(atlas, text, edition)


@click.command("check-release")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--edition", help="Year of the announcement; by default the one the draft names.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "html", "docx"]), default="table"
)
@click.option("--output", type=click.Path(path_type=Path), help="Where to write; standard output.")
@click.option("--lang", type=OneOf(LANGUAGES), default=DEFAULT_LANGUAGE)
def check_release(
    file: Path, edition: str | None, form: str, output: Path | None, lang: str
) -> None:
    """Print what a draft claims and whether the data agree; exit 1 when something differs."""
    report = check_text(Atlas.load(), read_draft(file), edition)
    speak = words(lang)
    if form == "docx":
        content = as_docx(report, speak)
    else:
        text = {
            "table": lambda: as_table(report, speak),
            "json": lambda: as_json(report),
            "html": lambda: as_html(report, speak),
        }[form]()
        content = (text + "\n").encode()
    if output is None:
        click.echo(content, nl=False)
    else:
        write_file(output, content)
    sys.exit(1 if report.summary["differs"] else 0)
