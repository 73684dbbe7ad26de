"""The press pack: every picture and document of an edition, with a manifest, ready to send."""

from __future__ import annotations

import csv
import hashlib
import io
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from types import MappingProxyType
from typing import TYPE_CHECKING

from exports.brief.content import Content, stem
from exports.brief.gallery import Gallery
from exports.catalogue.data_package import catalogue
from exports.formats.format import DATA, DOCUMENTS
from exports.formats.registry import FORMATS
from figures.print.page.size import SIZES
from figures.print.templates import TEMPLATES
from figures.words.language import LANGUAGES
from store.archive import zip_bytes
from store.files import require_free, require_place, write_file, write_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from figures.print.facts import Facts
    from figures.style.theme import Theme

Job = tuple[str, str, str]
"""What to make, in which language, and which picture template (empty for documents)."""

PICTURE, PROVINCES = "picture", "provinces"
WORKERS = 2


@dataclass(frozen=True)
class Kitchen:
    """What a worker needs to make its part.

    Parameters
    ----------
    facts
        The edition's numbers and shapes.
    theme
        The house style.
    """

    facts: Facts
    theme: Theme

    def make(self, job: Job) -> dict[str, bytes]:
        """Return the files of one job by their name in the pack."""
        kind, lang, template = job
        gallery = Gallery(self.facts, self.theme)
        if kind == PICTURE:
            return _picture(gallery, lang, template)
        if kind == PROVINCES:
            return _provinces(gallery, lang)
        return _briefing(Content(self.facts, lang), gallery, folder=kind)


def jobs() -> list[Job]:
    """Return what is to be made, the longest first so that two workers end together."""
    whole = [(kind, lang, "") for kind in (DOCUMENTS, PROVINCES, DATA) for lang in LANGUAGES]
    pictures = [(PICTURE, lang, name) for name in TEMPLATES for lang in LANGUAGES]
    return [*whole, *pictures]


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
    """
    todo = jobs()
    files: dict[str, bytes] = {**more}
    for done, made in enumerate(_made(Kitchen(facts, theme), todo), start=1):
        files |= made
        told(done, len(todo))
    contents = {lang: Content(facts, lang) for lang in LANGUAGES}
    for lang, content in contents.items():
        files[f"README-{lang}.txt"] = readme(content)
    files |= catalogue(files, contents)
    files["manifest.csv"] = manifest(files)
    return dict(sorted(files.items()))


def _made(kitchen: Kitchen, todo: list[Job]) -> Iterator[dict[str, bytes]]:
    """Return each job's files as two processes finish them, in the order of the jobs."""
    # A spawned worker shares no state with a server's threads, as a forked one would.
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_work, kitchen), todo)


def _work(kitchen: Kitchen, job: Job) -> dict[str, bytes]:
    return kitchen.make(job)


def write_pack(
    output: Path,
    facts: Facts,
    theme: Theme,
    told: Callable[[int, int], None] = lambda _done, _of: None,
    more: Mapping[str, bytes] = MappingProxyType({}),
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
    files = build_pack(facts, theme, told, more)
    if archive:
        write_file(output, zip_bytes(files))
    else:
        write_folder(output, files)
    return len(files)
