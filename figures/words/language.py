"""Words, numbers and dates in Korean and English.

Every text the atlas shows comes from the catalogues in `locale/`; a key that a catalogue lacks is
an error, never an English word on a Korean page.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
import math
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.messages import mofile, pofile
from babel.numbers import format_decimal, format_percent

from store.folders import ROOT

LOCALE = ROOT / "locale"
LANGUAGES = ("ko", "en")
DEFAULT_LANGUAGE = "ko"

NO_VALUE = "—"
"""What stands where a number does not apply; never 0."""


class MissingWordError(KeyError):
    """A catalogue lacks a key; a fault of the program, not of its user."""


@cache
def _catalogue(lang: str) -> gettext.GNUTranslations:
    """Return the merged catalogues of a language, compiled in memory."""
    merged: gettext.GNUTranslations | None = None
    for path in sorted((LOCALE / lang / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            catalog = pofile.read_po(file, locale=Locale.parse(lang), abort_invalid=True)
        compiled = io.BytesIO()
        mofile.write_mo(compiled, catalog)
        compiled.seek(0)
        part = gettext.GNUTranslations(compiled)
        if merged is None:
            merged = part
        else:
            part.add_fallback(merged)
            merged = part
    if merged is None:
        raise MissingWordError(f"no catalogue for {lang!r} in {LOCALE}")
    return merged


class Words:
    """The words and number formats of one language.

    Parameters
    ----------
    lang
        "ko" or "en".
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"lang must be one of {LANGUAGES}, not {lang!r}")
        self.lang = lang
        self._catalogue = _catalogue(lang)

    def __call__(self, key: str, **fields: object) -> str:
        """Return a text by its key, with named fields filled in."""
        text = self._catalogue.gettext(key)
        if text == key:
            raise MissingWordError(f"{key} ({self.lang})")
        return text.format(**fields) if fields else text

    def plural(self, key: str, count: int, **fields: object) -> str:
        """Return a text whose form depends on a count; the text shows it as ``{count}``."""
        text = self._catalogue.ngettext(key, key, count)
        if text == key:
            raise MissingWordError(f"{key} ({self.lang})")
        return text.format(count=self.number(count), **fields)

    def starting_with(self, prefix: str) -> dict[str, str]:
        """Return all texts whose key starts with a prefix, for use in the browser."""
        found: dict[str, str] = {}
        part: gettext.NullTranslations | None = self._catalogue
        while isinstance(part, gettext.GNUTranslations):
            for key, text in part._catalog.items():  # type: ignore[attr-defined]  # noqa: SLF001  # gettext offers no listing
                if isinstance(key, str) and key.startswith(prefix):
                    found.setdefault(key, text)
            part = part._fallback  # type: ignore[attr-defined]  # noqa: SLF001  # the same
        return dict(sorted(found.items()))

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with the language's separators, rounded half to even.

        Raises
        ------
        ValueError
            If it is not finite; what does not apply is None elsewhere, and a dash.
        """
        _require_finite(value)
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=self.lang))

    def percent(self, share: float | None, digits: int = 1) -> str:
        """Return a share 0-1 as percent, or a dash where it does not apply."""
        if share is None:
            return NO_VALUE
        _require_finite(share)
        pattern = "0" + ("." + "0" * digits if digits else "") + "%"
        return str(format_percent(share, format=pattern, locale=self.lang))

    def date(self, iso: str) -> str:
        """Return an ISO date written out: 2023년 3월 6일, 6 March 2023."""
        day = dt.date.fromisoformat(iso)
        if self.lang == "ko":
            return str(format_date(day, "long", locale="ko"))
        return str(format_date(day, "d MMMM yyyy", locale="en"))

    def when(self, text: str) -> str:
        """Return a day, a month or a year written out, or the first and last of several.

        Parameters
        ----------
        text
            ISO 8601: `2023-03-06`, `2025-03`, `2026`, or two of them with a slash.
        """
        return "–".join(self._when(part) for part in text.split("/"))

    def _when(self, iso: str) -> str:
        if iso.count("-") == 2:  # noqa: PLR2004  # year, month and day
            return self.date(iso)
        if "-" not in iso:
            return f"{iso}년" if self.lang == "ko" else iso
        month = dt.date.fromisoformat(f"{iso}-01")
        pattern = "y년 MMMM" if self.lang == "ko" else "MMMM yyyy"
        return str(format_date(month, pattern, locale=self.lang))

    def count_range(self, low: int, high: int) -> str:
        """Return one number, or two with a dash when they differ."""
        if low == high:
            return self.number(low)
        return f"{self.number(low)}–{self.number(high)}"

    def percent_range(self, low: float | None, high: float | None) -> str:
        """Return one percentage, or two with a dash when they differ."""
        if low is None or high is None or low == high:
            return self.percent(low)
        return f"{self.percent(low)[:-1]}–{self.percent(high)}"


def _require_finite(value: float) -> None:
    if not math.isfinite(value):
        raise ValueError(f"a number to show must be finite, not {value}")


@cache
def words(lang: str) -> Words:
    """Return the words of a language, read once."""
    return Words(lang)
