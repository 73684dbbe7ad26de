"""`atlas.py picture`, `release`, `pack` and `site`: what goes out of the house."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from analysis.atlas import Atlas
from analysis.coverage.counting import DEFAULT_EDITION
from analysis.coverage.rules import DEFAULT_RULE
from commands.shared.choices import OneOf
from commands.shared.printing import is_quiet, remark
from figures.style.theme import DEFAULT_THEME_FILE, load_theme
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures.print.facts import Facts

P = ParamSpec("P")
T = TypeVar("T")


def _public_facts(edition: str, rule: str) -> Facts:
    """Return an edition's facts; before its hour there is no such edition."""
    from exports.build.print_facts import gather  # noqa: PLC0415  # slow to import

    return gather(Atlas.load(), edition, rule)


class Faults:
    """All that is wrong with an order, so that it is said at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def of(self, ask: Callable[P, T], *args: P.args, **options: P.kwargs) -> T | None:
        """Return an answer, or None when it could not be had and its faults are kept."""
        try:
            return ask(*args, **options)
        except InputError as error:
            self.found += error.faults
            return None


AUDIENCE = click.option(
    "--audience", default="research", show_default=True, help="press | office | research"
)
"""For whom it is: what is said of evidence and of the data's hash, and who is named as source."""

PAGE_SUFFIXES = (".html", ".htm")


class _WithTemplates(click.Command):
    """A command whose help names the templates there are, read when somebody asks for it."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help with the templates under it."""
        from figures.print.templates import TEMPLATES  # noqa: PLC0415  # slow to import

        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"TEMPLATE is one of {', '.join(TEMPLATES)}.")


@click.command(cls=_WithTemplates)
@click.argument("template")
@click.option("--edition", default=DEFAULT_EDITION, show_default=True, help="Year.")
@click.option("--rule", default=DEFAULT_RULE, show_default=True, help="Counting rule.")
@click.option("--lang", default=DEFAULT_LANGUAGE, show_default=True, help="ko | en")
@click.option("--size", default="slide", show_default=True, help="Name, or WIDTHxHEIGHT.")
@click.option("--format", "form", default="", help="png | svg | pdf; by default as the file ends.")
@click.option("--province", default="", help="Name or code, for the template province.")
@click.option("--theme", type=click.Path(path_type=Path), default=DEFAULT_THEME_FILE)
@AUDIENCE
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
def picture(  # noqa: PLR0913, PLR0917  # one argument an option
    template: str,
    edition: str,
    rule: str,
    lang: str,
    size: str,
    form: str,
    province: str,
    theme: Path,
    audience: str,
    output: Path,
) -> None:
    """Draw a picture; its description for readers who cannot see it goes beside it."""
    from figures.print import draw_picture, province_code, require_known  # noqa: PLC0415  # the same
    from figures.print.facts import for_audience  # noqa: PLC0415  # the same
    from figures.print.page.output import require_format  # noqa: PLC0415  # the same
    from figures.print.page.size import page_size  # noqa: PLC0415  # the same
    from store.files import require_place, write_file  # noqa: PLC0415  # slow to import

    faults = Faults()
    style, page = faults.of(load_theme, theme), faults.of(page_size, size)
    form = form or output.suffix.lstrip(".") or "png"
    faults.of(require_format, form)
    faults.of(require_known, template, lang)
    faults.of(require_place, output)
    facts = faults.of(_public_facts, edition, rule)
    if facts is not None:
        facts = faults.of(for_audience, facts, audience)
    if style is None or page is None or facts is None or faults.found:
        raise InputError(faults.found)
    drawn = draw_picture(
        template, facts, lang, page, style, province_code(facts, province) if province else ""
    )
    write_file(output, drawn.as_bytes(form))
    write_file(output.with_name(f"{output.name}.txt"), f"{drawn.text.alt}\n".encode())
    remark(f"{output}\n{output}.txt")


@click.command()
@click.option("--edition", default=DEFAULT_EDITION, show_default=True, help="Year.")
@click.option("--lang", type=OneOf(LANGUAGES), default=DEFAULT_LANGUAGE, show_default=True)
@click.option("--theme", type=click.Path(path_type=Path), default=DEFAULT_THEME_FILE)
@click.option("--audience", default="office", show_default=True, help="press | office | research")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
def release(edition: str, lang: str, theme: Path, audience: str, output: Path) -> None:
    """Write the draft of an edition's release from the data: FILE.hwpx, FILE.docx or FILE.md.

    What the data cannot know (names, quotations, criteria, the schedule) stands as marked blanks;
    what changed or has to be explained stands in comments. Only what is public is written here:
    the draft of an edition before its hour is on the briefing page, for who is signed in.
    """
    from exports.release.files import DRAFT_FILES  # noqa: PLC0415  # slow to import
    from exports.release.writing import draft_of  # noqa: PLC0415  # the same
    from figures.print.audience import AUDIENCES  # noqa: PLC0415  # the same
    from store.files import require_place, write_file  # noqa: PLC0415  # the same

    faults = Faults()
    form = output.suffix.lstrip(".").lower()
    if form not in DRAFT_FILES:
        known = ", ".join(f".{one}" for one in DRAFT_FILES)
        faults.found.append(
            Fault(str(output), "", f"a file ending in {output.suffix!r}", f"one of {known}",
                  "Name the file accordingly.")
        )  # fmt: skip
    style, reader = faults.of(load_theme, theme), faults.of(AUDIENCES.require, audience)
    faults.of(require_place, output)
    atlas = Atlas.load()
    faults.of(atlas.edition_date, edition)
    if style is None or reader is None or faults.found:
        raise InputError(faults.found)
    draft = draft_of(atlas, edition, lang, style, audience=reader)
    write_file(output, DRAFT_FILES[form].build(draft, style))
    remark(f"{output}: {len(draft.blanks)} blanks to fill in")


@click.command()
@click.option("--edition", default=DEFAULT_EDITION, show_default=True, help="Year.")
@click.option("--rule", default=DEFAULT_RULE, show_default=True, help="Counting rule.")
@click.option("--theme", type=click.Path(path_type=Path), default=DEFAULT_THEME_FILE)
@AUDIENCE
@click.option("--parts", default="", help="Some of picture,provinces,documents,drafts,data.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
def pack(  # noqa: PLR0913, PLR0917  # one argument an option
    edition: str, rule: str, theme: Path, audience: str, parts: str, output: Path
) -> None:
    """Write the press pack of an edition: pictures, documents and data in both languages.

    All of it, or the parts that are named. OUTPUT is a new or empty folder, or a name that ends
    in .zip.
    """
    from exports.pack.press_pack import (  # noqa: PLC0415  # slow to import
        DRAFTS,
        PARTS,
        jobs,
        write_pack,
    )
    from exports.release.files import draft_files  # noqa: PLC0415  # the same
    from figures.print.facts import for_audience  # noqa: PLC0415  # the same

    faults = Faults()
    chosen = [part.strip() for part in parts.split(",")] if parts else list(PARTS)
    todo = faults.of(jobs, chosen)
    style, facts = faults.of(load_theme, theme), faults.of(_public_facts, edition, rule)
    if style is None or facts is None or todo is None:
        raise InputError(faults.found)
    facts = for_audience(facts, audience)
    drafts = {}
    if DRAFTS in chosen:
        drafts = draft_files(Atlas.load(), edition, style, audience=facts.audience)
    with click.progressbar(
        length=len(todo), label="pack", file=sys.stderr, hidden=is_quiet()
    ) as bar:
        count = write_pack(output, facts, style, lambda _done, _of: bar.update(1), drafts, chosen)
    remark(f"{output}: {count} files")


@click.command()
@click.option("--edition", default=DEFAULT_EDITION, show_default=True, help="Year.")
@click.option("--rule", default=DEFAULT_RULE, show_default=True, help="Counting rule.")
@click.option("--single-file", is_flag=True, help="All in one file, at most 2 MB.")
@click.option("--address", default="", help="Where it will stand, https://…/; for search engines.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
def site(edition: str, rule: str, single_file: bool, address: str, output: Path) -> None:  # noqa: FBT001  # a flag
    """Write the public view as files that need no server.

    OUTPUT is a new or empty folder, or a folder this command wrote before: its dated pages stay
    as they are. With --single-file it is a name that ends in .html, or a new or empty folder for
    an index.html.
    """
    from exports.build import bundle  # noqa: PLC0415  # slow to import
    from exports.site.files import build_single, write_site  # noqa: PLC0415  # the same
    from exports.site.pages import Site  # noqa: PLC0415  # the same
    from store.files import require_free, write_file  # noqa: PLC0415  # the same

    if single_file and output.suffix not in PAGE_SUFFIXES:
        require_free(output)
        output /= "index.html"
    if address and not re.fullmatch(r"https?://[^\s<>\"']+", address):
        raise InputError.one(
            "--address",
            value=repr(address),
            expected="an address such as https://example.org/atlas/",
            next_step="Correct it, or leave it out.",
        )
    facts = _public_facts(edition, rule)
    address = f"{address.rstrip('/')}/" if address else ""
    made = Site(Atlas.load(), facts, bundle.current() or bundle.build(), address)
    if single_file:
        data = build_single(made)
        write_file(output, data)
        remark(f"{output}: {len(data):,} bytes")
        return
    remark(f"{output}: {write_site(output, made)} files")
