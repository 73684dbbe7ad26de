"""The files that a draft goes out in, by their ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exports.release.hangul import MIME as HANGUL_MIME
from exports.release.hangul import build_hangul
from exports.release.markdown import build_markdown
from exports.release.word import MIME as WORD_MIME
from exports.release.word import build_word
from exports.release.writing import draft_of
from figures.print.audience import OFFICE
from figures.words.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.atlas import Atlas
    from exports.release.draft import Draft
    from figures.print.audience import Audience
    from figures.print.embargo import Embargo
    from figures.style.theme import Theme


class DraftFile(NamedTuple):
    """A kind of file.

    Parameters
    ----------
    mime
        What a browser is told it is.
    build
        Makes it; the same draft and theme give the same bytes.
    """

    mime: str
    build: Callable[[Draft, Theme], bytes]


DRAFT_FILES = {
    "hwpx": DraftFile(HANGUL_MIME, build_hangul),
    "docx": DraftFile(WORD_MIME, build_word),
    "md": DraftFile("text/markdown", lambda draft, _theme: build_markdown(draft)),
}


def draft_name(edition: str, lang: str, form: str) -> str:
    """Return the name of a draft's file."""
    return f"release-draft-{edition}-{lang}.{form}"


def draft_files(
    atlas: Atlas,
    edition: str,
    theme: Theme,
    embargo: tuple[Embargo, ...] = (),
    audience: Audience = OFFICE,
) -> dict[str, bytes]:
    """Return the drafts of an edition in every language and form, by their place in the pack.

    Parameters
    ----------
    atlas, edition, theme
        What they are written from, of which announcement, in which style.
    embargo
        The editions whose hour has not come, for who may see them.
    audience
        For whom they are, see `figures.print.audience`.
    """
    return {
        f"{lang}/documents/{draft_name(edition, lang, form)}": one.build(draft, theme)
        for lang in LANGUAGES
        for draft in [draft_of(atlas, edition, lang, theme, embargo, audience)]
        for form, one in DRAFT_FILES.items()
    }
