"""What the tests of clusters found, as sentences."""

from __future__ import annotations

from dataclasses import replace

from analysis.gaps.power import SCAN
from exports.formats.null_lines import ENOUGH, null_lines
from figures.words.language import Words


def test_where_power_is_low_finding_nothing_is_said_to_show_nothing(regional):
    """Below the usual power a sentence says that no cluster found is no proof of none."""
    found, speak = regional.clusters("2018"), Words("en")
    low = speak("gaps.power.low")
    assert found.power[SCAN] < ENOUGH
    assert low in list(null_lines(found, speak, str))
    strong = replace(found, power=found.power | {SCAN: ENOUGH})
    assert low not in list(null_lines(strong, speak, str))
