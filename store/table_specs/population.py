"""The tables of data/population."""

from __future__ import annotations

from store.table_specs.patterns import (
    AGES,
    ANY,
    COUNT_OR_BLANK,
    DATE,
    NUMBER_OR_BLANK,
    TEXT,
    UNIT_ID,
    UNIT_ID_OR_BLANK,
    TableSpec,
)

TABLES: dict[str, TableSpec] = {
    "population_registered": TableSpec(
        "population/registered_annual.csv",
        {
            "ref_date": DATE,
            "unit_id": UNIT_ID,
            "mois_code_2023_12": UNIT_ID,
            "province_ko": TEXT,
            "province_short_at_date": TEXT,
            "municipality_ko": TEXT,
            "pop_total": COUNT_OR_BLANK,
            "pop_male": COUNT_OR_BLANK,
            "pop_female": COUNT_OR_BLANK,
            "pop_20plus": COUNT_OR_BLANK,
            "pop_50plus": COUNT_OR_BLANK,
            "method": ANY,
            "source_id": ANY,
        },
        ("ref_date", "unit_id"),
    ),
    "population_registered_2026": TableSpec(
        "population/registered_2026_08.csv",
        {
            "ref_date": DATE,
            "mois_code_2026_07": UNIT_ID,
            "province_ko_2026_07": TEXT,
            "basic_municipality_2026_07": TEXT,
            "name_2026_07": TEXT,
            "unit_id": UNIT_ID_OR_BLANK,
            **dict.fromkeys(
                (
                    *("pop_total", "pop_male", "pop_female", "pop_0_14", "pop_15_19"),
                    *("pop_20_24", "pop_15_64", "pop_65plus", "pop_20plus", "pop_25plus"),
                ),
                r"^\d+$",
            ),
        },
        ("mois_code_2026_07",),
    ),
    "population_residents": TableSpec(
        "population/residents_age.csv",
        {
            "ref_date": DATE,
            "unit_id": UNIT_ID,
            "mois_code_2023_12": UNIT_ID,
            "province_ko": TEXT,
            "municipality_ko": TEXT,
            **dict.fromkeys(("residents_total", *AGES), r"^\d+$"),
            **dict.fromkeys(("pop_20plus", "pop_25plus", "pop_65plus", "women_20_39"), r"^\d+$"),
            "extinction_risk_index": NUMBER_OR_BLANK,
        },
        ("ref_date", "unit_id"),
    ),
}
