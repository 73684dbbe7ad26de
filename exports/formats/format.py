"""What an export format is: how a briefing is written in it, and where it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from exports.brief.content import Content
    from exports.brief.gallery import Gallery

OFFICE = "application/vnd.openxmlformats-officedocument"
"""What the media types of the office documents begin with."""

DOCUMENTS, DATA = "documents", "data"
"""Folders of the press pack: what is read, and what is worked with."""


class File(NamedTuple):
    """One file of a briefing.

    Parameters
    ----------
    end
        What follows the stem that all files of a briefing share: ".docx", "-places.csv".
    title
        What it holds, in the reader's language, and in brackets its format.
    data
        Its bytes.
    """

    end: str
    title: str
    data: bytes


@dataclass(frozen=True)
class Format:
    """A format that a briefing goes out in.

    Parameters
    ----------
    key
        Its name; on the screen in capitals.
    folder
        `DOCUMENTS`, which the briefing page offers one by one, or `DATA`.
    mime
        What a browser is told it is.
    files
        Gives its files; the same content gives the same bytes.
    on_site
        Whether the site without a server offers it.
    """

    key: str
    folder: str
    mime: str
    files: Callable[[Content, Gallery], list[File]]
    on_site: bool = False

    @classmethod
    def of_document(
        cls,
        key: str,
        mime: str,
        build: Callable[[Content, Gallery], bytes],
        *,
        on_site: bool = False,
    ) -> Format:
        """Return a format whose one file holds the whole briefing and ends in its key."""

        def files(content: Content, gallery: Gallery) -> list[File]:
            return [File(f".{key}", f"{content.title} ({key.upper()})", build(content, gallery))]

        return cls(key, DOCUMENTS, mime, files, on_site)
