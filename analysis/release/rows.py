"""The rows behind a figure, the bounds that rows share, and the figures of provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.release.facts import TABLE_FUNDING, TABLE_RULES, Row, Value

if TYPE_CHECKING:
    import pandas as pd

    from analysis.coverage.counting import Coverage


def shared_bounds(low: pd.Series, high: pd.Series) -> tuple[int, int]:
    """Return the bounds that hold for every recipient, or all bounds where none do."""
    inner = int(low.max()), int(high.min())
    return inner if inner[0] <= inner[1] else (int(low.min()), int(high.max()))


def funding_rows(rows: pd.DataFrame) -> list[Row]:
    """Return rows of the funding table as a claim names them."""
    columns = ["year", "programme", "recipient_id", "low_krw", "high_krw", "certainty"]
    return [{"table": TABLE_FUNDING, **row} for row in rows[columns].to_dict("records")]


def span(value: Value) -> str:
    """Return a figure, or its two bounds."""
    if value.low == value.high:
        return f"{value.low:g}"
    return f"{value.low:g}-{value.high:g}"


def rule_of(rules: pd.DataFrame, name: str, edition: str) -> Value:
    """Return a rule of re-designation in force in an edition's year, or the first one; in years."""
    dated = rules.loc[[name]].sort_values("from_year")
    held = dated[dated["from_year"] <= edition]
    years = float((held if len(held) else dated.head(1))["value"].iloc[-1])
    return Value(years, years, name, [{"table": TABLE_RULES, "rule": name}])


def stamps_of(row: pd.Series) -> dict[str, str]:
    """Return an edition's days and hours; those that are not known are left out."""
    found = {"announced": row["announced_to"], "announced_from": row["announced_from"]}
    if row["online_at"]:
        found |= {"online": row["online_at"][:10], "online_at": row["online_at"][11:16]}
    if row["briefed_at"]:
        found |= {"briefed": row["briefed_at"][:10], "briefed_at": row["briefed_at"][11:16]}
    if row["paper_on"]:
        found["paper"] = row["paper_on"]
    return found


def province_values(
    point: Coverage, new: dict[str, Row], edition: str
) -> dict[str, tuple[Value, Value, Value]]:
    """Return each province's learning cities, municipalities and new learning cities."""
    found = {}
    home = point.states["province_code"]
    for code, row in point.provinces.iterrows():
        cities = Value(row["at_least"], row["at_most"], f"learning cities of {row['province_en']}")
        of = Value(row["of"], row["of"], f"municipalities of {row['province_en']}")
        joined = [row for unit, row in new.items() if home.get(unit) == code]
        formula = f"new of {row['province_en']} in {edition}"
        found[str(code)] = (cities, of, Value(len(joined), len(joined), formula, joined))
    return found
