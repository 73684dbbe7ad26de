"""The tables of data/context."""

from __future__ import annotations

from store.table_specs.patterns import (
    ANY,
    COUNT,
    COUNT_OR_BLANK,
    DATE,
    NUMBER_OR_BLANK,
    TEXT,
    UNIT_ID,
    YEAR,
    TableSpec,
)

TABLES: dict[str, TableSpec] = {
    "depopulating_areas": TableSpec(
        "context/depopulating_areas.csv",
        {
            "category": r"^인구감소(관심)?지역$",
            "category_en": TEXT,
            "unit_id": UNIT_ID,
            "mois_code_2023_12": UNIT_ID,
            "province_ko": TEXT,
            "province_short_2021": TEXT,
            "municipality_ko": TEXT,
            "designation_date": DATE,
            "notice": TEXT,
            "note": ANY,
        },
        ("unit_id",),
    ),
    "fiscal_independence": TableSpec(
        "context/fiscal_independence_2026.csv",
        {
            "budget_year": YEAR,
            "unit_id": UNIT_ID,
            "mois_code_2023_12": UNIT_ID,
            "province_ko": TEXT,
            "municipality_ko": TEXT,
            "fiscal_independence_pct": NUMBER_OR_BLANK,
            "fiscal_autonomy_pct": NUMBER_OR_BLANK,
            "own_revenue_thousand_krw": COUNT_OR_BLANK,
            "general_account_budget_thousand_krw": COUNT_OR_BLANK,
        },
        ("budget_year", "unit_id"),
    ),
    "economy": TableSpec(
        "context/economy.csv",
        {
            "year": YEAR,
            "unit_id": UNIT_ID,
            "grdp_million_krw": COUNT,
            "persons": COUNT_OR_BLANK,
            "income_tax_million_krw": COUNT_OR_BLANK,
        },
        ("year", "unit_id"),
    ),
    "areas": TableSpec(
        "context/area_official_2025.csv",
        {
            "ref_date": DATE,
            "unit_id": UNIT_ID,
            "mois_code_2023_12": UNIT_ID,
            "province_ko": TEXT,
            "municipality_ko": TEXT,
            "area_km2": NUMBER_OR_BLANK,
            "note": ANY,
        },
        ("ref_date", "unit_id"),
    ),
    "facilities": TableSpec(
        "context/facility_counts.csv",
        {
            "unit_id": UNIT_ID,
            "mois_code_2023_12": UNIT_ID,
            "province_ko": TEXT,
            "municipality_ko": TEXT,
            "libraries_public": COUNT_OR_BLANK,
            "libraries_small": COUNT_OR_BLANK,
            "libraries_all": COUNT_OR_BLANK,
            "schools_elementary": COUNT_OR_BLANK,
            "schools_middle": COUNT_OR_BLANK,
            "schools_high": COUNT_OR_BLANK,
            "pharmacies": COUNT_OR_BLANK,
            "note": ANY,
        },
        ("unit_id",),
    ),
}
