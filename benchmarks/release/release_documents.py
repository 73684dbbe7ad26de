"""Check every document of the press packs and print what is accused; nothing may be.

Run as `python -m benchmarks.release.release_documents [edition …]`; 2022 to 2026 by default.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from analysis.atlas import Atlas
from analysis.release.judge.drafts import check_draft
from commands.release import read_draft
from exports.brief.content import Content
from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from exports.formats.docx import build_docx
from exports.formats.hwpx import build_hwpx
from exports.formats.pdf import build_pdf
from exports.formats.pptx import build_pptx
from figures.style.theme import load_theme

EDITIONS = ("2022", "2023", "2024", "2025", "2026")
BUILDERS = {"docx": build_docx, "hwpx": build_hwpx, "pdf": build_pdf, "pptx": build_pptx}


def main(editions: list[str]) -> None:
    """Print the accusations in each document."""
    atlas, total = Atlas.load(), 0
    with tempfile.TemporaryDirectory() as folder:
        for edition in editions:
            gallery = Gallery(gather(atlas, edition, "official"), load_theme())
            for lang in ("ko", "en"):
                content = Content(gallery.facts, lang)
                for name, build in BUILDERS.items():
                    path = Path(folder) / f"{edition}-{lang}.{name}"
                    path.write_bytes(build(content, gallery))
                    report = check_draft(atlas, read_draft(path), edition)
                    accused = [c.text for c in report.claims if c.verdict == "differs"]
                    total += len(accused)
                    print(f"{path.name:16} {report.summary} {accused or ''}")
    print(f"accused in all: {total}")


if __name__ == "__main__":
    main(sys.argv[1:] or list(EDITIONS))
