"""The press pack: every picture and document of an edition, with a manifest, ready to send."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from exports.brief.content import Content, stem
from exports.brief.gallery import Gallery
from exports.catalogue.data_package import catalogue
from exports.formats.format import DATA, DOCUMENTS
from exports.formats.registry import FORMATS
from exports.pack.preview import preview_page
from figures.print.page.size import SIZES
from figures.print.templates import TEMPLATES
from figures.words.language import LANGUAGES
from store.archive import zip_bytes
from store.errors import InputError
from store.files import require_free, require_place, write_file, write_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from figures.print.facts import Facts
    from figures.style.theme import Theme

Job = tuple[str, str, str]
"""What to make, in which language, and which picture template (empty for documents)."""

PICTURE, PROVINCES, DRAFTS = "picture", "provinces", "drafts"
PARTS = (PICTURE, PROVINCES, DOCUMENTS, DRAFTS, DATA)
"""What a pack can be made of; the drafts of the release are written elsewhere, from the atlas."""


@dataclass(frozen=True)
class Kitchen:
    """Makes the parts of a pack, one after another: what two parts show is drawn once.

    Parameters
    ----------
    gallery
        The edition's pictures.
    """

    gallery: Gallery

    def make(self, job: Job) -> dict[str, bytes]:
        """Return the files of one job by their name in the pack."""
        kind, lang, template = job
        if kind == PICTURE:
            return _picture(self.gallery, lang, template)
        if kind == PROVINCES:
            return _provinces(self.gallery, lang)
        return _briefing(Content(self.gallery.facts, lang), self.gallery, folder=kind)


def jobs(parts: Iterable[str] = PARTS) -> list[Job]:
    """Return what is to be made, a language after the other: what it shares is then at hand.

    Parameters
    ----------
    parts
        Some of `PARTS`.

    Raises
    ------
    InputError
        If there is no such part, or none at all.
    """
    chosen = list(parts)
    unknown = [part for part in chosen if part not in PARTS]
    if unknown or not chosen:
        raise InputError.one(
            "parts",
            value=", ".join(unknown) or "none",
            expected=" | ".join(PARTS),
            next_step="Choose at least one of them.",
        )
    return [
        (kind, lang, name)
        for lang in LANGUAGES
        for kind in (DOCUMENTS, PICTURE, PROVINCES, DATA)
        if kind in chosen
        for name in (TEMPLATES if kind == PICTURE else ("",))
    ]


def _picture(gallery: Gallery, lang: str, template: str) -> dict[str, bytes]:
    """Return one template in every size as PNG, and the slide as SVG and the page as PDF."""
    folder = f"{lang}/pictures"
    files = {
        f"{folder}/{template}-{size}.png": gallery.file(template, lang, size, "png")
        for size in SIZES
    }
    files[f"{folder}/{template}.svg"] = gallery.file(template, lang, "slide", "svg")
    files[f"{folder}/{template}.pdf"] = gallery.file(template, lang, "a4-landscape", "pdf")
    alt = gallery.picture(template, lang, "slide").text.alt
    files[f"{folder}/{template}.txt"] = f"{alt}\n".encode()
    return files


def _provinces(gallery: Gallery, lang: str) -> dict[str, bytes]:
    """Return a slide for each province, in a folder for each template that shows one."""
    files = {}
    for template in (key for key, one in TEMPLATES.items() if one.of_province):
        for code in map(str, gallery.facts.point.provinces.index):
            name = f"{lang}/{template}s/{code}-{gallery.facts.province_name(code, 'en')}"
            files[f"{name}.png"] = gallery.file(template, lang, "slide", "png", code)
            alt = gallery.picture(template, lang, "slide", code).text.alt
            files[f"{name}.txt"] = f"{alt}\n".encode()
    return files


def _briefing(content: Content, gallery: Gallery, folder: str) -> dict[str, bytes]:
    """Return the briefing in every format of a folder."""
    name = f"{content.lang}/{folder}/{stem(content)}"
    return {
        f"{name}{file.end}": file.data
        for form in FORMATS.values()
        if form.folder == folder
        for file in form.files(content, gallery)
    }


def readme(content: Content) -> bytes:
    """Return the note on top of the pack: what it is, its sources, licences and citation."""
    say = content.say
    lines = [content.title, content.subtitle, ""]
    lines += [f"- {line}" for line in content.section("headline").paragraphs]
    lines += ["", say("pack.parts"), say("pack.parts.list"), "", say("brief.method")]
    lines += [f"- {line}" for line in content.section("method").paragraphs]
    lines += ["", say("pack.licence"), say("pack.licence.list"), ""]
    return "\n".join(lines).encode()


def manifest(files: dict[str, bytes]) -> bytes:
    """Return a table of the pack's files with size and SHA-256."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["file", "bytes", "sha256"])
    for name, data in sorted(files.items()):
        writer.writerow([name, len(data), hashlib.sha256(data).hexdigest()])
    return out.getvalue().encode()


def build_pack(
    facts: Facts,
    theme: Theme,
    told: Callable[[int, int], None] = lambda _done, _of: None,
    more: Mapping[str, bytes] = MappingProxyType({}),
    parts: Iterable[str] = PARTS,
) -> dict[str, bytes]:
    """Return the pack's files by name; the same facts and theme give the same bytes.

    Parameters
    ----------
    facts
        The edition's numbers and shapes.
    theme
        The house style.
    told
        Told how many of how many parts are done.
    more
        Files that are made elsewhere and go into the pack, by name.
    parts
        Some of `PARTS`.
    """
    todo = jobs(parts)
    files: dict[str, bytes] = {**more}
    kitchen = Kitchen(Gallery(facts, theme))
    # One process: a second one would load the libraries and draw the shared pictures again.
    for done, (job, after) in enumerate(zip_longest(todo, todo[1:]), start=1):
        files |= kitchen.make(job)
        if after is None or after[1] != job[1]:
            kitchen.gallery.forget()
        told(done, len(todo))
    return whole(facts, files)


def whole(facts: Facts, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a pack's parts with what stands on top: notes, preview, catalogue and manifest."""
    contents = {lang: Content(facts, lang) for lang in LANGUAGES}
    made = dict(files)
    for lang, content in contents.items():
        made[f"README-{lang}.txt"] = readme(content)
        made[f"preview-{lang}.html"] = preview_page(content, files)
    made |= catalogue(made, contents)
    made["manifest.csv"] = manifest(made)
    return dict(sorted(made.items()))


def write_pack(  # noqa: PLR0913, PLR0917  # what of which facts, where, and who is told
    output: Path,
    facts: Facts,
    theme: Theme,
    told: Callable[[int, int], None] = lambda _done, _of: None,
    more: Mapping[str, bytes] = MappingProxyType({}),
    parts: Iterable[str] = PARTS,
) -> int:
    """Write the pack as a folder, or as an archive when the name ends in .zip.

    Returns
    -------
    :
        How many files it has.

    Raises
    ------
    InputError
        If the folder holds files already, or cannot be written; nothing is left behind then.
    """
    archive = output.suffix == ".zip"
    require_place(output)
    if not archive:
        require_free(output)
    files = build_pack(facts, theme, told, more, parts)
    if archive:
        write_file(output, zip_bytes(files))
    else:
        write_folder(output, files)
    return len(files)
