"""The pictures of one edition, each drawn once however many documents show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from figures.print import draw_picture
from figures.print.page.size import page_size

if TYPE_CHECKING:
    from figures.print import Picture
    from figures.print.facts import Facts
    from figures.style.theme import Theme


@dataclass(frozen=True)
class Gallery:
    """Pictures of some facts in a house style.

    Parameters
    ----------
    facts
        What they show.
    theme
        How they look.
    """

    facts: Facts
    theme: Theme
    _drawn: dict[tuple[str, str, str, str], Picture] = field(default_factory=dict, repr=False)
    _bytes: dict[tuple[str, str, str, str, str], bytes] = field(default_factory=dict, repr=False)

    def picture(self, template: str, lang: str, size: str, province: str = "") -> Picture:
        """Return a picture, drawn when it is first asked for."""
        key = (template, lang, size, province)
        if key not in self._drawn:
            page = page_size(size)
            drawn = draw_picture(template, self.facts, lang, page, self.theme, province)
            self._drawn[key] = drawn
        return self._drawn[key]

    def file(self, template: str, lang: str, size: str, form: str, province: str = "") -> bytes:
        """Return a picture's bytes, made once."""
        key = (template, lang, size, province, form)
        if key not in self._bytes:
            self._bytes[key] = self.picture(template, lang, size, province).as_bytes(form)
        return self._bytes[key]

    def forget(self) -> None:
        """Let go of what was drawn; a page weighs megabytes."""
        self._drawn.clear()
        self._bytes.clear()
