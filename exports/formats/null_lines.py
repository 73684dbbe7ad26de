"""What is left of clusters once kind and size, or province, are known, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.gaps.nulls import KIND_SIZE, NULLS, PLAIN, PROVINCE
from analysis.gaps.power import PLANTED, SCAN
from figures.words.language import NO_VALUE
from geo.shapes.neighbours import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from analysis.gaps.clusters import Clusters
    from figures.words.language import Words

P_DIGITS = 3
ENOUGH = 0.8
"""Power from which a test that finds nothing says something; the usual one."""


def left_sentence(found: Clusters, speak: Words) -> str:
    """Return what remains of "gaps lie together" under the nulls, no more than the tests say."""
    if not found.left_under(PLAIN):
        return speak("gaps.nulls.none")
    left = [null for null in (KIND_SIZE, PROVINCE) if found.left_under(null)]
    if not left:
        return speak("gaps.nulls.explained")
    return speak("gaps.nulls.left", nulls=", ".join(speak(f"gaps.null.{one}") for one in left))


def null_lines(found: Clusters, speak: Words, name_of: Callable[[str], str]) -> Iterator[str]:
    """Yield the sentence, a line for each test under each null, for each scan's cluster, the power.

    Parameters
    ----------
    found
        From `analysis.gaps.clusters.clusters`.
    speak
        The words.
    name_of
        Names a place.
    """
    if found.nulls.empty:
        return
    yield left_sentence(found, speak)

    def p_text(value: float) -> str:
        return NO_VALUE if value != value else speak.number(value, P_DIGITS)  # noqa: PLR0124  # nan

    for row in found.nulls.to_dict("records"):
        yield speak(
            "gaps.nulls.row",
            weights=speak(f"gaps.weights.{row['weights']}", setting=row["setting"]),
            null=speak(f"gaps.null.{row['null']}"),
            gap_gap=row["gap_gap"],
            expected=speak.number(row["expected"], 1),
            p=p_text(row["p_value"]),
        )
    if len(found.scans):
        said = "gaps.scan.found" if found.scanned else "gaps.scan.none"
        yield speak(said, p=p_text(found.scans["p_plain"].min()))
    for row in found.scans.to_dict("records"):
        yield speak(
            "gaps.scan.row",
            shape=speak(f"gaps.scan.{row['shape']}"),
            rank=row["rank"],
            centre=name_of(row["centre"]),
            gaps=row["gaps"],
            places=row["places"],
            expected=speak.number(row["expected"], 1),
            **{null: p_text(row[f"p_{null}"]) for null in NULLS},
        )
    if found.power:
        yield speak(
            "gaps.power",
            planted=PLANTED,
            joins=_span(found.power, WEIGHTS, speak),
            scans=_span(found.power, [SCAN], speak),
        )
        if found.power[SCAN] < ENOUGH:
            yield speak("gaps.power.low")


def _span(power: dict[str, float], tests: Iterable[str], speak: Words) -> str:
    """Return the least and the most of some tests' power in whole percent."""
    values = [power[one] for one in tests]
    return "–".join(dict.fromkeys(speak.percent(one, 0) for one in (min(values), max(values))))
