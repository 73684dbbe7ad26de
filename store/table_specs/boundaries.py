"""The tables of data/boundaries."""

from __future__ import annotations

from store.table_specs.patterns import ANY, DATE, DATE_OR_BLANK, TEXT, UNIT_ID, UNIT_IDS, TableSpec

VINTAGE = r"^[a-z]+_\d{4}$"
DECIMAL = r"^\d+(\.\d+)?$"

TABLES: dict[str, TableSpec] = {
    "pieces": TableSpec(
        "boundaries/pieces/pieces.csv",
        {
            "piece": r"^[a-z-]+$",
            "name_ko": TEXT,
            "name_en": TEXT,
            "unit_2018": UNIT_ID,
            "features_2018": UNIT_IDS,
            "cut": r"^[01]$",
            "third_level_2018": ANY,
            "drawn_from": VINTAGE,
        },
        ("piece",),
    ),
    "territory": TableSpec(
        "boundaries/pieces/territory.csv",
        {
            "piece": r"^[a-z-]+$",
            "unit_id": UNIT_ID,
            "valid_from": DATE,
            "valid_to": DATE_OR_BLANK,
            "accuracy": r"^(exact|approximate)$",
            "note": ANY,
        },
        ("piece", "valid_from"),
    ),
    "differences": TableSpec(
        "boundaries/pieces/differences.csv",
        {
            "vintage": VINTAGE,
            "unit_id": UNIT_ID,
            "area_km2": DECIMAL,
            "differs_km2": DECIMAL,
            "share": DECIMAL,
            "inland_km2": DECIMAL,
        },
        ("vintage", "unit_id"),
    ),
}
