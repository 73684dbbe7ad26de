"""Figures that several tests hold for true, each once: read from print, never from the atlas.

They come from the Ministry's announcements as `data/designations/SOURCES.md` lists them, and from
counting the published list by hand; a test computes them anew and compares.
"""

from __future__ import annotations

PRINTED = {
    "2001": 3, "2004": 19, "2006": 57, "2007": 76, "2012": 90, "2013": 118, "2014": 129,
    "2017": 153, "2018": 160, "2019": 167, "2020": 175, "2021": 181, "2022": 188, "2023": 195,
    "2024": 198, "2025": 201, "2026": 206,
}  # fmt: skip
"""Edition to the total in print."""

DERIVED = {"2002": 6, "2003": 11, "2005": 33, "2011": 82, "2015": 136, "2016": 143}
"""Edition to the total that the printed counts of each year add up to."""

UNDATED = 0
"""Awards whose year nothing tells: none since those of 2006, 2013 and 2014 were found."""

TOTALS = {edition: (total, total) for edition, total in sorted((PRINTED | DERIVED).items())}
"""Edition to the bounds of its total, all editions."""

HEADLINES = {
    ("2023", "official"): (195, 226, 86.3),
    ("2023", "strict"): (192, 226, 85.0),
    ("2023", "units"): (195, 229, 85.2),
    ("2026", "official"): (206, 226, 91.2),
    ("2026", "strict"): (203, 226, 89.8),
    ("2026", "units"): (206, 229, 90.0),
    ("2025", "official"): (201, 226, 88.9),
    ("2024", "official"): (198, 226, 87.6),
    ("2022", "official"): (188, 226, 83.2),
    ("2021", "official"): (181, 226, 80.1),
}
"""Edition and counting rule to the places designated, what they are counted of, and percent."""

REMAINING_2023 = 34
"""Municipalities without a designation on 6 March 2023."""

PROVINCES_2023 = {
    "Seoul": (22, 25),
    "Busan": (16, 16),
    "Daegu": (5, 8),
    "Incheon": (8, 10),
    "Gwangju": (5, 5),
    "Daejeon": (4, 5),
    "Ulsan": (5, 5),
    "Gyeonggi": (31, 31),
    "Gangwon": (15, 18),
    "Chungbuk": (11, 11),
    "Chungnam": (15, 15),
    "Jeonbuk": (12, 14),
    "Jeonnam": (15, 22),
    "Gyeongbuk": (13, 23),
    "Gyeongnam": (15, 18),
    "Sejong": (0, 0),
    "Jeju": (0, 0),
}
"""Province to its municipalities designated on 6 March 2023, and all it has (rule `strict`)."""

BESIDE_2023 = {"Sejong": 1, "Jeju": 2}
"""Province without municipalities to its learning cities, which the rule `official` counts."""


def share(edition: str, rule: str) -> float:
    """Return a headline's share, 0-1 and unrounded."""
    designated, of, _ = HEADLINES[edition, rule]
    return designated / of


def counts(edition: str, rule: str) -> tuple[int, int]:
    """Return a headline's two counts."""
    return HEADLINES[edition, rule][:2]
