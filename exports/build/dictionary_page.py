"""The data dictionary as a page, docs/data-dictionary.md: run as a module, this writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.dictionary import read_dictionary
from store.folders import ROOT
from store.schemas import SPECS

if TYPE_CHECKING:
    import pandas as pd

PAGE = ROOT / "docs" / "data-dictionary.md"

INTRODUCTION = """\
# Data dictionary

Made from `data/dictionary/` by `python -m exports.build.dictionary_page`; do not edit this page,
edit those
tables. Every table is UTF-8 text with a header. Codes are text, dates are ISO (`YYYY-MM-DD`),
a blank cell is "not known" or "does not apply" as the column says, and several keys in one cell
are parted by `;`. `atlas.py check` holds every file against this page. The fields of what the
atlas writes (JSON of the command line, files for the browser) are in [formats.md](formats.md).
"""


def page(rows: pd.DataFrame) -> str:
    """Return the page.

    Parameters
    ----------
    rows
        As from `store.dictionary.read_dictionary`.
    """
    parts = [INTRODUCTION, _contents()]
    parts += [_table(name, rows[rows["table"] == name]) for name in SPECS]
    return "\n".join(parts)


def _contents() -> str:
    lines = ["| table | file | one row for each |", "|---|---|---|"]
    lines += [
        f"| [{name}](#{name}) | `data/{spec.path}` | {' + '.join(spec.key)} |"
        for name, spec in SPECS.items()
    ]
    return "\n".join([*lines, ""])


def _table(name: str, rows: pd.DataFrame) -> str:
    """Return one table's section."""
    spec = SPECS[name]
    lines = [f"## {name}", "", f"`data/{spec.path}`, one row for each {' + '.join(spec.key)}.", ""]
    lines += ["| column | meaning | 뜻 | unit |", "|---|---|---|---|"]
    lines += [
        f"| `{row['column']}` | {_cell(row['meaning_en'])} | {_cell(row['meaning_ko'])} "
        f"| {_cell(row['unit'])} |"
        for row in rows.to_dict("records")
    ]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    """Return a text that cannot end a table's cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Write the page."""
    beside = PAGE.with_name(f".{PAGE.name}.making")
    beside.write_text(page(read_dictionary()), encoding="utf-8")
    beside.replace(PAGE)


if __name__ == "__main__":
    main()
