"""What a picture template is: how it is drawn, and what is written above it and said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.print.texts import Text


@dataclass(frozen=True)
class Template:
    """A kind of picture.

    Parameters
    ----------
    key
        Its name in commands and file names; the catalogues name it `briefing.template.<key>`.
    draw
        Draws it on a page: of which facts, of which province, in which language.
    written
        Gives its title, subtitle and description: of which facts, which province, which language.
    of_province
        Whether it shows one province; else the province is not looked at.
    """

    key: str
    draw: Callable[[Canvas, Facts, str, str], None]
    written: Callable[[Facts, str, str], Text]
    of_province: bool = False

    @classmethod
    def of_country(
        cls,
        key: str,
        draw: Callable[[Canvas, Facts, str], None],
        written: Callable[[Facts, str], Text],
    ) -> Template:
        """Return a template of the whole country, whose functions ask for no province."""
        return cls(
            key,
            lambda page, facts, _code, lang: draw(page, facts, lang),
            lambda facts, _code, lang: written(facts, lang),
        )
