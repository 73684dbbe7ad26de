"""The palette as the browser needs it: one fill, outline and hatch for each class of each layer."""

from __future__ import annotations

from typing import Any

from figures.style import palette

YEAR_CLASSES = 5
SHARE_CLASSES = 5
GAP_CLASSES = 4

PROGRAMME_STYLES = {
    "fund_new": "new",
    "fund_special": "designated",
    "fund_both": "outside",
    "fund_incentive": "ruling_needed",
    "fund_consortium": "lapsed",
    "fund_province": "uncertain",
    "fund_none": "not_designated",
    "fund_unknown": "no_data",
}
"""Class of a place by its programmes to the status of the palette it is drawn as."""


def _class(style: palette.Style) -> dict[str, Any]:
    hatch = None if style.hatch == palette.SOLID else style.hatch
    dash = {"solid": None, "dashed": "6 3", "dotted": "1.5 3"}[style.dash]
    return {
        "fill": style.fill,
        "stroke": style.stroke,
        "text": style.text,
        "hatch": hatch,
        "weight": style.width,
        "dash": dash,
    }


def _scale(name: str, prefix: str, count: int, theme: str) -> dict[str, dict[str, Any]]:
    ink = palette.INKS[theme]
    return {
        f"{prefix}{i}": _class(palette.Style(fill, ink.border, palette.text_on(fill)))
        for i, fill in enumerate(palette.classes(name, count, theme))
    }


def _reviews(theme: str) -> dict[str, dict[str, Any]]:
    """Return the classes of the next review: the nearer, the more ink; who skips is hatched."""
    status, ink = palette.STATUS_STYLES[theme], palette.INKS[theme]
    near, far = palette.classes("coverage", 6, theme)[4], palette.classes("coverage", 6, theme)[1]
    return {
        "review_now": _class(status["new"]),
        "review_next": _class(palette.Style(near, ink.border, palette.text_on(near))),
        "review_later": _class(palette.Style(far, ink.border, palette.text_on(far))),
        "review_skips": _class(status["outside"]),
        "review_open": _class(status["no_data"]),
        "review_no_rule": _class(status["does_not_apply"]),
    }


def _programmes(theme: str) -> dict[str, dict[str, Any]]:
    """Return the classes of the programmes, as the programmes page draws them."""
    status = palette.STATUS_STYLES[theme]
    return {name: _class(status[one]) for name, one in PROGRAMME_STYLES.items()}


def web_palette() -> dict[str, Any]:
    """Return, for each theme, the base colours and every class a layer can show."""
    result: dict[str, Any] = {}
    for theme in palette.THEMES:
        status = palette.STATUS_STYLES[theme]
        ink = palette.INKS[theme]
        weak = palette.Style(
            status["designated"].fill, ink.paper, status["designated"].text, hatch=palette.DOTS
        )
        classes = {name: _class(style) for name, style in status.items()}
        classes["weak"] = _class(weak)
        classes["uncertain_year"] = _class(status["uncertain"])
        classes["share_open"] = _class(status["ruling_needed"])
        classes["earlier"] = _class(
            palette.Style(palette.classes("coverage", 6, theme)[1], ink.border, ink.text)
        )
        ages = _scale("year", "age", YEAR_CLASSES, theme)
        # The longest-standing are darkest on both layers, so the age scale runs the other way.
        for i in range(YEAR_CLASSES):
            classes[f"age{i}"] = ages[f"age{YEAR_CLASSES - 1 - i}"]
        classes |= _scale("year", "year", YEAR_CLASSES, theme)
        classes |= _scale("coverage", "share", SHARE_CLASSES, theme)
        classes |= _scale("gap", "gap", GAP_CLASSES, theme)
        classes |= _reviews(theme) | _programmes(theme)
        result[theme] = {
            "classes": classes,
            "base": {"selected": ink.accent, "province_line": ink.border, "paper": ink.paper},
        }
    return result
