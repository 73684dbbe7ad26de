"""The shape of every table of the atlas: its columns, the pattern of each, and its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
DATE_OR_BLANK = rf"^$|{DATE}"
UNIT_ID = r"^\d{5}$"
UNIT_IDS = r"^\d{5}(;\d{5})*$"
YEAR = r"^20\d{2}$"
YEAR_OR_BLANK = rf"^$|{YEAR}"
COUNT_OR_BLANK = r"^\d*$"
RATE_OR_BLANK = r"^$|^\d{1,3}(\.\d+)?$"
STAMP_OR_BLANK = r"^$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+09:00$"
TEXT = r"^\S"
ANY = r""

NUMBER_OR_BLANK = r"^$|^-?\d+(\.\d+)?$"
UNIT_ID_OR_BLANK = rf"^$|{UNIT_ID}"
AGES = [f"age_{low}_{low + 4}" for low in range(0, 100, 5)] + ["age_100p"]
"""The columns of five-year age groups."""

CONFIDENCE = r"^(high|medium|low|inferred)$"
KIND = r"^(si|gun|gu|administrative_si|special_city)$"
CHANGE_KIND = r"^(created|merged|split|renamed|moved_province)$"
EVENT_KIND = (
    r"^(designated|lapsed|redesignated|redesignated_excellent|deferred|cancelled"
    r"|ruled_designated|ruled_not_designated)$"
)
PROGRAMME = r"^(new_designation|regional_specialization|consortium|excellent_city_incentive)$"
COUNTED_BY = r"^(ministry|press|city|council)$"


@dataclass(frozen=True)
class TableSpec:
    """What one table must look like.

    Parameters
    ----------
    path
        The file, relative to the data folder.
    columns
        The pattern each value of a column must match, in column order.
    key
        Columns that together name a row; no two rows share them.
    """

    path: str
    columns: Mapping[str, str]
    key: tuple[str, ...]


SPECS: dict[str, TableSpec] = {
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
    "hanja": TableSpec(
        "municipalities/hanja.csv",
        {
            "unit_id": UNIT_ID,
            "name_ko": TEXT,
            "level": r"^(municipality|district)$",
            "hanja": TEXT,
        },
        ("unit_id", "name_ko"),
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
    "designations": TableSpec(
        "designations/designations.csv",
        {
            "year": YEAR_OR_BLANK,
            "province_ko": TEXT,
            "municipality_ko": TEXT,
            "province_en": TEXT,
            "municipality_en": TEXT,
            "current_province_ko": TEXT,
            "current_municipality_ko": TEXT,
            "confidence": CONFIDENCE,
            "source_id": TEXT,
            "note": ANY,
        },
        ("current_province_ko", "current_municipality_ko"),
    ),
    "events": TableSpec(
        "designations/events.csv",
        {
            "unit_id": UNIT_ID,
            "kind": EVENT_KIND,
            "date_from": DATE,
            "date_to": DATE,
            "known_since": DATE,
            "confidence": CONFIDENCE,
            "source_id": ANY,
            "note": ANY,
        },
        ("unit_id", "kind", "date_from"),
    ),
    "undesignated_2023": TableSpec(
        "designations/undesignated_2023.csv",
        {
            "province_ko": TEXT,
            "municipality_ko": TEXT,
            "province_en": TEXT,
            "municipality_en": TEXT,
            "status": r"^(confirmed|inferred|inferred_strong|inferred_weak)$",
            "how_known": TEXT,
            "later": ANY,
            "source_id": ANY,
        },
        ("province_ko", "municipality_ko"),
    ),
    "doubts": TableSpec(
        "designations/doubts.csv",
        {
            "unit_id": UNIT_ID,
            "kind": EVENT_KIND,
            "reason_ko": TEXT,
            "reason_en": TEXT,
        },
        ("unit_id", "kind"),
    ),
    "sources": TableSpec(
        "designations/sources.csv",
        {
            "source_id": TEXT,
            "title": TEXT,
            "publisher": TEXT,
            "publisher_ko": ANY,
            "url": TEXT,
            "date": TEXT,
            "what_it_supports": TEXT,
            "url_note": TEXT,
        },
        ("source_id",),
    ),
    "redesignations": TableSpec(
        "designations/redesignations.csv",
        {
            "year": YEAR,
            "province_ko": TEXT,
            "municipality_ko": TEXT,
            "outcome": r"^(redesignated|redesignated_excellent|deferred|cancelled|unknown)$",
            "source_id": TEXT,
            "note": ANY,
        },
        ("year", "province_ko", "municipality_ko"),
    ),
    "renewal_rules": TableSpec(
        "designations/renewal_rules.csv",
        {
            "rule": r"^(first_review_after_years|interval_years|first_turn|excellent_skips_turns"
            r"|deferred_below_points|cancelled_after_deferrals)$",
            "review_group": r"^(all|metropolitan|provincial_city|county)$",
            "value": r"^\d+$",
            "from_year": YEAR,
            "confidence": CONFIDENCE,
            "source_id": TEXT,
            "note": ANY,
        },
        ("rule", "review_group", "from_year"),
    ),
    "review_sizes": TableSpec(
        "designations/review_sizes.csv",
        {
            "year": YEAR,
            "review_group": r"^(metropolitan|provincial_city|county)$",
            "printed": r"^\d+$",
            "main": r"^[01]$",
            "source_id": TEXT,
            "note": ANY,
        },
        ("year", "printed"),
    ),
    "validities": TableSpec(
        "designations/validities.csv",
        {
            "unit_id": UNIT_ID,
            "year": YEAR,
            "valid_until_year": YEAR,
            "source_id": TEXT,
            "note": ANY,
        },
        ("unit_id", "year", "source_id"),
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
    "programmes": TableSpec(
        "designations/programmes.csv",
        {
            "year": YEAR,
            "programme": PROGRAMME,
            "recipient_province_ko": TEXT,
            "recipient_municipality_ko": ANY,
            "amount_krw": COUNT_OR_BLANK,
            "source_id": TEXT,
            "note": ANY,
        },
        ("year", "programme", "recipient_province_ko", "recipient_municipality_ko"),
    ),
    "funding": TableSpec(
        "designations/funding.csv",
        {
            "year": YEAR,
            "programme": PROGRAMME,
            "recipient_kind": r"^(place|province)$",
            "recipient_id": r"^\d{2}(\d{3})?$",
            "low_krw": COUNT_OR_BLANK,
            "high_krw": COUNT_OR_BLANK,
            "certainty": r"^(exact|about|up_to|range|disputed|unknown)$",
            "shared_by": ANY,
            "source_id": TEXT,
            "note": ANY,
        },
        ("year", "programme", "recipient_id"),
    ),
    "programme_lists": TableSpec(
        "designations/programme_lists.csv",
        {
            "year": YEAR,
            "programme": PROGRAMME,
            "state": r"^(complete|partial)$",
            "recipients_printed": COUNT_OR_BLANK,
            "note": ANY,
        },
        ("year", "programme"),
    ),
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
