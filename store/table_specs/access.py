"""The tables of data/access."""

from __future__ import annotations

from store.table_specs.patterns import (
    COUNT_OR_BLANK,
    DATE,
    TEXT,
    UNIT_ID,
    UNIT_ID_OR_BLANK,
    TableSpec,
)

METRES = r"^\d+$"

TABLES: dict[str, TableSpec] = {
    "census_areas": TableSpec(
        "access/census_areas.csv",
        {
            "area_code": r"^\d{7}$",
            "unit_id": UNIT_ID,
            "name_ko": TEXT,
            "x": METRES,
            "y": METRES,
            "land": r"^\d+$",
            "persons": r"^\d+$",
            "method": r"^(census|divided_2025)$",
        },
        ("area_code",),
    ),
    "libraries": TableSpec(
        "access/libraries.csv",
        {
            "place_id": TEXT,
            "kind": r"^(public|small|children|school|special|disability|university)$",
            "name_ko": TEXT,
            "unit_id": UNIT_ID_OR_BLANK,
            "x": COUNT_OR_BLANK,
            "y": COUNT_OR_BLANK,
            "land": COUNT_OR_BLANK,
            "base_date": DATE,
        },
        ("place_id",),
    ),
    "schools": TableSpec(
        "access/schools.csv",
        {
            "place_id": TEXT,
            "kind": r"^(elementary|middle|high)$",
            "unit_id": UNIT_ID,
            "x": METRES,
            "y": METRES,
            "land": r"^\d+$",
        },
        ("place_id",),
    ),
    "courses": TableSpec(
        "access/courses.csv",
        {
            "ref_date": DATE,
            "unit_id": UNIT_ID,
            "courses_total": r"^\d+$",
            "courses_municipal": r"^\d+$",
            "courses_education_office": r"^\d+$",
            "publishers": r"^\d+$",
        },
        ("unit_id",),
    ),
}
