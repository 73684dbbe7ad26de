"""A PDF that a screen reader reads: set by Typst, tagged (PDF/UA-1), its fonts inside.

A template says how; texts come as data beside it, and none of them is read as markup.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figures.style.theme import Theme


def tagged_pdf(template: Path, beside: Mapping[str, bytes], theme: Theme) -> bytes:
    """Return what a template sets; the same files give the same bytes.

    Parameters
    ----------
    template
        A Typst document.
    beside
        The files it reads, by name.
    theme
        Whose fonts it has, and no others.
    """
    files = {"main.typ": template.read_bytes(), **beside}
    with TemporaryDirectory(prefix="atlas-pdf-") as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        made: bytes = typst.compile(
            str(Path(folder, "main.typ")),
            root=folder,
            format="pdf",
            font_paths=sorted({str(theme.regular.parent), str(theme.bold.parent)}),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
        )
    return made
