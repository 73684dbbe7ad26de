"""The tables of data/editions."""

from __future__ import annotations

from store.table_specs.patterns import (
    ANY,
    COUNT_OR_BLANK,
    COUNTED_BY,
    DATE,
    DATE_OR_BLANK,
    RATE_OR_BLANK,
    STAMP_OR_BLANK,
    TEXT,
    YEAR,
    TableSpec,
)

TABLES: dict[str, TableSpec] = {
    "editions": TableSpec(
        "editions/editions.csv",
        {
            "edition": YEAR,
            "announced_from": DATE,
            "announced_to": DATE,
            "new_printed": COUNT_OR_BLANK,
            "total_printed": COUNT_OR_BLANK,
            "municipalities_printed": COUNT_OR_BLANK,
            "rate_printed": RATE_OR_BLANK,
            "briefed_at": STAMP_OR_BLANK,
            "online_at": STAMP_OR_BLANK,
            "paper_on": DATE_OR_BLANK,
            "source_id": TEXT,
            "note": ANY,
        },
        ("edition",),
    ),
    "printed_totals": TableSpec(
        "editions/printed_totals.csv",
        {
            "year": YEAR,
            "new_designations": COUNT_OR_BLANK,
            "cumulative_total": COUNT_OR_BLANK,
            "denominator": COUNT_OR_BLANK,
            "rate_percent": RATE_OR_BLANK,
            "source_id": TEXT,
            "counted_by": COUNTED_BY,
            "note": ANY,
        },
        ("year", "new_designations", "cumulative_total", "rate_percent"),
    ),
    "explanations": TableSpec(
        "editions/explanations.csv",
        {
            "year": YEAR,
            "measure": r"^(new_designations|cumulative_total|municipalities|rate_percent)$",
            "printed": TEXT,
            "concerns_year": YEAR,
            "found": r"^(yes|likely|no)$",
            "explanation_ko": TEXT,
            "explanation_en": TEXT,
        },
        ("year", "measure", "printed"),
    ),
}
