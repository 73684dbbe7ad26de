"""What the map knows in the browser: places, names, states and counts of every edition.

Everything that is a number on the map is computed here, in Python, once; the browser only looks
it up. Place names travel as JSON text and are set as text, never as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.coverage.counting import (
    RULES,
    Coverage,
    count_places,
    count_provinces,
    edition_date,
    new_in,
)
from analysis.coverage.ledger import (
    DESIGNATED,
    LAPSED,
    NOT_DESIGNATED,
    RULING_NEEDED,
    UNCERTAIN,
    status_on,
)
from figures.web.map_style import web_palette
from figures.words.language import LANGUAGES, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from geo.places.register import Register
    from store.tables import Tables

LETTERS = {
    DESIGNATED: "D",
    NOT_DESIGNATED: "-",
    LAPSED: "L",
    UNCERTAIN: "U",
    RULING_NEEDED: "R",
}
"""One letter a state, so that a whole edition is one short text; a blank is no such place."""

LAYERS = ("status", "year", "age", "new", "coverage", "gap", "review", "programme")
"""What the map can be coloured by, in the order of its menu."""

DEFAULT_LAYER = "status"

METROPOLITAN = ("11", "21", "22", "23", "24", "25", "26")
"""Provinces whose municipalities are too small to see on a map of the country."""

INSET_KIND = "gu"
"""An inset frames a city's districts; its counties (옹진, 강화, 기장 …) would shrink it."""

SEA_LABELS = (
    {"kind": "east-sea", "ko": "동해", "en": "East Sea", "lat": 38.15, "lon": 129.75},
    {"kind": "yellow-sea", "ko": "서해", "en": "Yellow Sea", "lat": 36.1, "lon": 125.35},
    {"kind": "south-sea", "ko": "남해", "en": "South Sea", "lat": 34.05, "lon": 128.35},
    {"kind": "island", "ko": "울릉도", "en": "Ulleungdo", "lat": 37.66, "lon": 130.87},
    {"kind": "island", "ko": "독도", "en": "Dokdo", "lat": 37.37, "lon": 131.75},
)
"""Latitude and longitude in degrees (WGS 84) of the labels that are no data."""

TILE_LETTERS = 3
"""A tile holds so many Korean syllables; English tiles one letter more."""


def tile_name(name: str, lang: str) -> str:
    """Return a name short enough for a tile: 고성 of 고성군, 중구, Gose of Goseong-gun."""
    if lang == "en":
        return name.partition("-")[0][: TILE_LETTERS + 1]
    bare = name.replace("특별자치시", "")
    if bare == name and len(name) > 2:  # noqa: PLR2004  # 중구 keeps its 구
        bare = name[:-1]
    return bare[:TILE_LETTERS]


def _names(register: Register, units: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    known = set(units)
    rows: dict[str, list[dict[str, Any]]] = {unit: [] for unit in units}
    for row in register.places.sort_values("valid_from").itertuples():
        if row.unit_id in known:
            rows[row.unit_id].append(
                {
                    "from": row.valid_from,
                    "to": row.valid_to,
                    "ko": row.name_ko,
                    "en": row.name_en,
                    "tile_ko": tile_name(row.name_ko, "ko"),
                    "tile_en": tile_name(row.name_en, "en"),
                    "kind": row.kind,
                    "municipality": row.is_municipality == "1",
                    "province": row.province_code,
                }
            )
    return rows


def _provinces(register: Register) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in register.provinces.sort_values("valid_from").itertuples():
        rows.setdefault(row.province_code, []).append(
            {
                "from": row.valid_from,
                "to": row.valid_to,
                "ko": row.name_ko,
                "short_ko": row.short_ko,
                "short_en": row.short_en,
            }
        )
    return rows


def _since(states: pd.DataFrame, units: Iterable[str]) -> dict[str, list[int]]:
    """Return the first and last possible year of each award in force."""
    known = set(units)
    return {
        unit: [int(first[:4]), int(last[:4])]
        for unit, first, last in zip(
            states.index, states["since_from"], states["since_to"], strict=True
        )
        if unit in known and first
    }


def counts_text(count: tuple[int, int, int], speak: Words) -> str:
    """Return "195 / 226", with a range where the upper count is open."""
    low, high, of = count
    return f"{speak.count_range(low, high)} / {speak.number(of)}"


def _share(count: tuple[int, int, int], speak: Words) -> str:
    low, high, of = count
    if not of:
        return speak("map.no_rate")
    return speak.percent_range(low / of, high / of)


def _triple(row: Any) -> tuple[int, int, int]:
    return int(row.at_least), int(row.at_most), int(row.of)


def _texts(points: dict[str, Coverage], fresh: int) -> dict[str, dict[str, dict[str, str]]]:
    """Return the headline of an edition in both languages under each rule."""
    result: dict[str, dict[str, dict[str, str]]] = {}
    for lang in LANGUAGES:
        speak = words(lang)
        result[lang] = {}
        for rule, point in points.items():
            count = _triple(point.nation)
            result[lang][rule] = {
                "year": speak("map.headline.year", year=point.edition, rule=speak(f"rule.{rule}")),
                "share": _share(count, speak),
                "counts": counts_text(count, speak),
                "fresh": speak.plural("map.headline.new", fresh),
            }
    return result


def _percents(editions: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the printed share of every pair of counts that occurs, "13-13/23" to "56.5%".

    Both languages print a share alike; rounding stays here, where it is tested.
    """
    speak = words(LANGUAGES[0])
    counts = {
        tuple(count)
        for edition in editions
        for rules in edition["provinces"].values()
        for count in rules.values()
        if count[2]
    }
    return {
        f"{low}-{high}/{of}": _share((low, high, of), speak) for low, high, of in sorted(counts)
    }


def _edition(tables: Tables, register: Register, edition: str, units: Sequence[str]) -> Any:
    date = edition_date(tables.editions, edition)
    states = status_on(tables.events, register, date)
    points = {
        rule: Coverage(
            edition, date, rule, count_places(states, rule), count_provinces(states, rule), states
        )
        for rule in RULES
    }
    letters = {unit: LETTERS[status] for unit, status in states["status"].items()}
    fresh = new_in(tables.events, tables.editions, edition)
    provinces: dict[str, dict[str, tuple[int, int, int]]] = {}
    for rule, point in points.items():
        for row in point.provinces.itertuples():
            provinces.setdefault(row.Index, {})[rule] = _triple(row)
    return {
        "edition": edition,
        "date": date,
        "states": "".join(letters.get(unit, " ") for unit in units),
        "since": _since(states, units),
        "new": fresh,
        "nation": {rule: _triple(point.nation) for rule, point in points.items()},
        "provinces": provinces,
        "text": _texts(points, len(fresh)),
    }


def web_book(
    tables: Tables,
    register: Register,
    units: Sequence[str],
    *,
    tiles: list[dict[str, Any]],
    province_lines: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return all that the map's script needs beside the shapes.

    Parameters
    ----------
    tables
        The atlas's tables; only the editions they hold reach the browser.
    register
        The places through time.
    units
        The places that are drawn, in the order of the state texts.
    tiles
        For each stretch of time `from`, `to`, `columns`, `rows`, `cells` (unit_id to column and
        row) and `titles` (province to column and row).
    province_lines
        Borders between provinces, `from`, `to` and a GeoJSON geometry each.
    """
    editions = [
        _edition(tables, register, edition, units) for edition in tables.editions["edition"]
    ]
    latest = editions[-1]["since"]
    for row in editions:
        # Only what differs from the latest edition is said again.
        row["since"] = {u: years for u, years in row["since"].items() if latest.get(u) != years}
    awards = tables.events[tables.events["kind"] == DESIGNATED]
    places = register.on(editions[-1]["date"])
    return {
        "units": list(units),
        "names": _names(register, units),
        "provinces": _provinces(register),
        "editions": editions,
        "since": latest,
        "weak": sorted(set(awards.loc[awards["confidence"] == "low", "unit_id"]) & set(units)),
        "insets": [
            {
                "code": code,
                "units": [
                    unit
                    for unit in places.index
                    if places.at[unit, "province_code"] == code
                    and places.at[unit, "kind"] == INSET_KIND
                ],
            }
            for code in METROPOLITAN
        ],
        "percents": _percents(editions),
        "sea_labels": list(SEA_LABELS),
        "province_lines": province_lines,
        "tiles": tiles,
        "palette": web_palette(),
        "words": {lang: words(lang).starting_with("map.") for lang in LANGUAGES},
    }
