"""Pictures for print and press, drawn from the data with no browser.

`draw_picture` is the one way in; `TEMPLATES` says what there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.print import charts, embargo, maps, texts, tile_map, trend
from figures.print.page.canvas import Canvas
from figures.print.page.output import page_bytes
from figures.words.language import LANGUAGES, words
from store.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures.print.facts import Facts
    from figures.print.page.size import Size
    from figures.style.theme import Theme

TEMPLATES: dict[str, Callable[[Canvas, Facts, str], None]] = {
    "national-status": maps.national_status,
    "new-cities": maps.new_cities,
    "province-bars": charts.province_bars,
    "tile-map": tile_map.tile_map,
    "trend": trend.trend,
    "gap-map": maps.gap_map,
    "headline": tile_map.headline,
    "table": charts.table,
}
"""Template to the function that draws it; `province` needs a province besides."""

TEMPLATE_NAMES = (*TEMPLATES, "province")


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
    text: texts.Text
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
        One of `TEMPLATE_NAMES`.
    facts
        What to show.
    lang
        "ko" or "en".
    size
        The page, see `figures.print.page.size.page_size`.
    theme
        The house style.
    province
        Province code, for the template `province`; by default the one with most left out.

    Raises
    ------
    InputError
        If the template, language or province is unknown.
    """
    require_known(template, lang)
    page = Canvas(size, theme)
    if template != "province":
        TEMPLATES[template](page, facts, lang)
        page.across(embargo.watermark(facts.embargo, words(lang)))
        return Picture(page, texts.WRITERS[template](facts, lang), lang)
    code = province or most_left_out(facts)
    if code not in facts.point.provinces.index:
        raise _unknown("province", code, tuple(facts.point.provinces.index))
    maps.province(page, facts, lang, code)
    page.across(embargo.watermark(facts.embargo, words(lang)))
    return Picture(page, texts.province(facts, code, lang), lang)


def require_known(template: str, lang: str) -> None:
    """Refuse a template or language that there is not.

    Raises
    ------
    InputError
        Listing those there are.
    """
    faults: list[Fault] = []
    if template not in TEMPLATE_NAMES:
        faults += _unknown("template", template, TEMPLATE_NAMES).faults
    if lang not in LANGUAGES:
        faults += _unknown("lang", lang, LANGUAGES).faults
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
