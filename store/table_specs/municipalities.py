"""The tables of data/municipalities."""

from __future__ import annotations

from store.table_specs.patterns import (
    ANY,
    CHANGE_KIND,
    CONFIDENCE,
    DATE,
    DATE_OR_BLANK,
    KIND,
    TEXT,
    UNIT_ID,
    UNIT_IDS,
    TableSpec,
)

TABLES: dict[str, TableSpec] = {
    "provinces": TableSpec(
        "municipalities/provinces.csv",
        {
            "province_code": r"^\d{2}$",
            "valid_from": DATE,
            "valid_to": DATE_OR_BLANK,
            "name_ko": TEXT,
            "short_ko": TEXT,
            "name_en": TEXT,
            "short_en": TEXT,
            "mois_code": r"^\d{2}$",
        },
        ("province_code", "valid_from"),
    ),
    "places": TableSpec(
        "municipalities/places.csv",
        {
            "unit_id": UNIT_ID,
            "valid_from": DATE,
            "valid_to": DATE_OR_BLANK,
            "province_code": r"^\d{2}$",
            "name_ko": TEXT,
            "name_en": TEXT,
            "kind": KIND,
            "is_municipality": r"^[01]$",
            "source": TEXT,
            "confidence": CONFIDENCE,
        },
        ("unit_id", "valid_from"),
    ),
    "changes": TableSpec(
        "municipalities/changes.csv",
        {
            "effective_date": DATE,
            "kind": CHANGE_KIND,
            "from_units": UNIT_IDS,
            "to_units": UNIT_IDS,
            "inherits": rf"^$|{UNIT_IDS}",
            "source": TEXT,
            "confidence": CONFIDENCE,
            "note": ANY,
        },
        ("effective_date", "kind", "from_units"),
    ),
    "codes": TableSpec(
        "municipalities/codes.csv",
        {
            "system": r"^(kostat|mois)$",
            "code": UNIT_ID,
            "unit_id": UNIT_ID,
            "level": r"^(municipality|district)$",
            "name_ko": TEXT,
            "seen_in": TEXT,
        },
        ("system", "code"),
    ),
    "points": TableSpec(
        "municipalities/points.csv",
        {"unit_id": UNIT_ID, "x_m": r"^\d+$", "y_m": r"^\d+$", "source": TEXT},
        ("unit_id",),
    ),
    "register_sources": TableSpec(
        "municipalities/sources.csv",
        {
            "source_id": TEXT,
            "title": TEXT,
            "publisher": TEXT,
            "url_or_repo_path": TEXT,
            "licence": TEXT,
            "date": TEXT,
        },
        ("source_id",),
    ),
}
