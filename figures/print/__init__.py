"""Pictures for print and press, drawn from the data with no browser.

`draw_picture` is the one way in; `TEMPLATES` says what there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.print import embargo
from figures.print.page.canvas import Canvas
from figures.print.page.output import page_bytes
from figures.print.templates import TEMPLATES
from figures.words.language import LANGUAGES, words
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.size import Size
    from figures.print.texts import Text
    from figures.style.theme import Theme


@dataclass(frozen=True)
class Picture:
    """A finished page, ready to be written in any format.

    Parameters
    ----------
    page
        What was drawn.
    text
        Its title, subtitle and description.
    lang
        Their language.
    """

    page: Canvas
    text: Text
    lang: str

    def as_bytes(self, form: str) -> bytes:
        """Return the picture as "png", "svg" or "pdf"; the same picture gives the same bytes."""
        return page_bytes(self.page, form, self.text.title, self.text.alt, self.lang)


def draw_picture(  # noqa: PLR0913, PLR0917  # what, of which facts, how
    template: str, facts: Facts, lang: str, size: Size, theme: Theme, province: str = ""
) -> Picture:
    """Draw a picture.

    Parameters
    ----------
    template
        A key of `TEMPLATES`.
    facts
        What to show.
    lang
        "ko" or "en".
    size
        The page, see `figures.print.page.size.page_size`.
    theme
        The house style.
    province
        Province code, for a template of one province; by default the one with most left out.

    Raises
    ------
    InputError
        If the template, language or province is unknown.
    """
    require_known(template, lang)
    kind = TEMPLATES[template]
    code = ""
    if kind.of_province:
        code = province or most_left_out(facts)
        if code not in facts.point.provinces.index:
            raise _unknown("province", code, tuple(facts.point.provinces.index))
    page = Canvas(size, theme)
    page.names = {shape: facts.name(unit, lang) for shape, unit in facts.shown_as.items()}
    kind.draw(page, facts, code, lang)
    page.across(embargo.watermark(facts.embargo, words(lang)))
    return Picture(page, kind.written(facts, code, lang), lang)


def require_known(template: str, lang: str) -> None:
    """Refuse a template or language that there is not.

    Raises
    ------
    InputError
        Listing those there are.
    """
    faults: list[Fault] = []
    if template not in TEMPLATES:
        faults += _unknown("template", template, tuple(TEMPLATES)).faults
    if lang not in LANGUAGES:
        faults += _unknown("lang", lang, tuple(LANGUAGES)).faults
    if faults:
        raise InputError(faults)


def most_left_out(facts: Facts) -> str:
    """Return the province with most municipalities left out, the first by code among equals."""
    counts = facts.strict.provinces
    left = (counts["of"] - counts["at_least"]).sort_index()
    return str(left.idxmax())


def province_code(facts: Facts, text: str) -> str:
    """Return the code of a province given by code or by any of its names.

    Raises
    ------
    InputError
        If there is none on the facts' date; lists those there are.
    """
    provinces = facts.point.provinces
    wanted = text.casefold().strip()
    for code, row in provinces.iterrows():
        known = {str(code), row["province_ko"], row["province_short_ko"], row["province_en"]}
        if wanted in {str(name).casefold() for name in known}:
            return str(code)
    names = (f"{code} {row['province_short_ko']}" for code, row in provinces.iterrows())
    raise _unknown("province", text, tuple(names))


def _unknown(what: str, value: str, known: tuple[str, ...]) -> InputError:
    return InputError.one(
        what, value=repr(value), expected=" | ".join(known), next_step="Choose one of them."
    )
