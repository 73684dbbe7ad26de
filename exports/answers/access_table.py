"""Access as a table in the words of a language: for the page, the command line and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from figures.words.language import NO_VALUE

if TYPE_CHECKING:
    from analysis.access.study import Access
    from figures.words.language import Words
    from geo.places.register import Register

BY = {
    "nation": (),
    "status": ("status",),
    "kind": ("kind",),
    "kind_status": ("kind", "status"),
    "province": ("province_code",),
    "municipality": ("unit_id",),
    "area": ("area_code",),
}
"""What figures are given by, to the columns of the areas that they are grouped on."""


def figures_by(found: Access, by: str) -> pd.DataFrame:
    """Return the figures of each group, columns as `analysis.access.study.Access.summary`."""
    columns = BY[by]
    if not columns:
        row = found.summary()
        within = {f"within_{limit:g}": share for limit, share in row.pop("within").items()}
        return pd.DataFrame([row | within], index=pd.Index(["nation"], name="nation"))
    return found.table(*columns)


def limit_text(found: Access, limit: float, speak: Words) -> str:
    """Return a limit in words: "5 km" or "20 min"."""
    if found.by_minutes:
        return speak("access.minutes", value=f"{limit:g}")
    return speak("access.km", value=f"{limit / 1_000:g}")


def shown(found: Access, by: str, register: Register, date: str, speak: Words) -> pd.DataFrame:
    """Return the figures of each group with the column names and words of the language."""
    figures = figures_by(found, by)

    def number(value: Any, digits: int) -> str:
        return NO_VALUE if value is None or pd.isna(value) else speak.number(value, digits)

    columns: dict[str, Any] = {
        speak("access.col.group"): [_name(key, by, register, date, speak) for key in figures.index],
        speak("access.col.people"): [number(value, 0) for value in figures["people"]],
    }
    for limit in found.limits:
        name = speak("access.col.within", limit=limit_text(found, limit, speak))
        columns[name] = [number(100 * value, 1) for value in figures[f"within_{limit:g}"]]
    digits = {"mean": 2, "median": 2, "unreached": 0, "score": 2, "gini": 3}
    for column, count in digits.items():
        columns[speak(f"access.col.{column}")] = [number(one, count) for one in figures[column]]
    return pd.DataFrame(columns)


def _name(key: Any, by: str, register: Register, date: str, speak: Words) -> str:
    """Return what a group is called; an area by its code."""
    if by == "municipality":
        return register.full_name(str(key), date, speak.lang)
    if by == "province":
        column = "province_short_ko" if speak.lang == "ko" else "province_en"
        places = register.on(date)
        return str(places.loc[places["province_code"] == key, column].iloc[0])
    words = {
        "nation": ("access.by.nation",),
        "status": (f"access.status.{key}",),
        "kind": (f"access.unit.{key}",),
        "kind_status": (f"access.unit.{key[0]}", f"access.status.{key[-1]}"),
    }
    return " · ".join(speak(one) for one in words[by]) if by in words else str(key)
