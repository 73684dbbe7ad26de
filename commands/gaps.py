"""`atlas.py gaps`, `clusters`: who is left out, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from analysis.atlas import Atlas
from analysis.coverage.rules import RULES
from analysis.gaps.join_counts import LEVEL
from analysis.gaps.nulls import NULLS
from commands.shared.choices import OneOf
from commands.shared.options import EDITION, FORM, LANG
from commands.shared.printing import named, plain, say_csv, say_json, source_line, whole
from exports.build.statistics import load_regional
from exports.formats.null_lines import null_lines
from figures.words.language import NO_VALUE, words

if TYPE_CHECKING:
    from analysis.gaps.clusters import Clusters
    from analysis.regional import Regional
    from figures.words.language import Words


def gaps_json(regional: Regional, edition: str) -> list[dict[str, Any]]:
    """Return the remainder as the documented JSON list; distances border to border, metres."""
    return [
        {
            "unit_id": unit,
            "province": row["province_ko"],
            "municipality": row["name_ko"],
            "population": whole(row["population"]),
            "distance_m": whole(row["border_m"]),
            "neighbours": row["neighbours"],
            "learning_neighbours": row["learning_neighbours"],
            "depopulating": plain(row["depopulating"]),
            "confidence": row["confidence"],
        }
        for unit, row in regional.gaps(edition).iterrows()
    ]


def gaps_rows(regional: Regional, edition: str) -> pd.DataFrame:
    """Return the remainder with every column, each row with its dates."""
    population = regional.population_if_any(edition)
    ages = regional.population_if_any(edition, ages=True)
    dates = {
        "edition": edition,
        "date": regional.date(edition),
        "population_date": population.date if population else "",
        "age_date": ages.date if ages else "",
        "age_series": ages.series if ages else "",
        **{f"{name}_date": day for name, day in regional.dates.items()},
    }
    table = regional.gaps(edition).drop(columns=["at_most"]).reset_index()
    for column in ("population", "people_65", "border_m", "centre_m"):
        table[column] = table[column].round().astype("Int64")
    return pd.DataFrame(dates, index=table.index).join(table)


@click.command()
@EDITION
@click.option(
    "--rule",
    type=OneOf(RULES),
    default="strict",
    show_default=True,
    help="Taken for uniformity: the remainder is of municipalities under every rule.",
)
@FORM
@LANG
def gaps(edition: str, rule: str, form: str, lang: str) -> None:  # noqa: ARG001  # see the help
    """Print the municipalities without a designation, and what is known of each.

    Distances are metres from border to border, to the nearest learning city; neighbours share a
    border by land.
    """
    regional = load_regional(Atlas.load())
    if form == "json":
        say_json(gaps_json(regional, edition))
        return
    if form == "csv":
        say_csv(gaps_rows(regional, edition))
        return
    speak = words(lang)
    table = regional.gaps(edition)
    date = speak.date(regional.date(edition))
    click.echo(speak.plural("gaps.cli.title", len(table), date=date, edition=edition) + "\n")
    for unit, row in table.iterrows():
        people = whole(row["population"])
        click.echo(
            speak(
                "gaps.cli.row",
                name=named(regional, edition, str(unit), lang),
                people=NO_VALUE if people is None else speak.number(people),
                km=speak.number(row["border_m"] / 1000, 1)
                if pd.notna(row["border_m"])
                else NO_VALUE,
                learning=row["learning_neighbours"],
                neighbours=row["neighbours"],
                basis=speak(f"gaps.basis.{row['confidence']}"),
            )
        )
    click.echo("\n" + source_line(regional, edition, speak))


def clusters_json(regional: Regional, edition: str, found: Clusters) -> dict[str, Any]:
    """Return clusters as a JSON document."""

    def place(unit: str) -> dict[str, str]:
        row = regional.states(edition).loc[unit]
        return {"unit_id": unit, "province": row["province_ko"], "municipality": row["name_ko"]}

    first = next(iter(found.whole.values()))
    return {
        "edition": edition,
        "date": regional.date(edition),
        "permutations": first.permutations,
        "seed": first.seed,
        "false_discovery_rate": LEVEL,
        "global": [vars(one) for one in found.whole.values()],
        "global_stable": found.whole_stable,
        "clusters": [place(unit) for unit in found.found],
        "unstable": [place(unit) for unit in found.unstable],
        "places": [
            place(str(unit)) | {name: plain(value) for name, value in row.items()}
            for unit, row in found.places.iterrows()
        ],
        "crossings": {name: one.to_dict("records") for name, one in found.crossings.items()},
        "nulls": found.as_dict()["nulls"],
        "left": {null: found.left_under(null) for null in NULLS},
        "scans": found.as_dict()["scans"],
        "power": found.power,
        "data_hash": regional.atlas.data_hash,
    }


@click.command()
@EDITION
@FORM
@LANG
def clusters(edition: str, form: str, lang: str) -> None:
    """Print whether and where municipalities without a designation cluster."""
    regional = load_regional(Atlas.load())
    found = regional.clusters(edition)
    document = clusters_json(regional, edition, found)
    if form == "json":
        say_json(document)
        return
    if form == "csv":
        rows = pd.DataFrame(document["places"])
        rows.insert(0, "date", document["date"])
        say_csv(rows.assign(permutations=document["permutations"], seed=document["seed"]))
        return
    speak = words(lang)
    click.echo(speak("gaps.cli.clusters", date=speak.date(document["date"]), edition=edition))
    for one in found.whole.values():
        click.echo(
            speak(
                "gaps.cli.joins",
                weights=weights_name(speak, one.weights, one.setting),
                seen=one.gap_gap,
                expected=speak.number(one.expected, 1),
                p=NO_VALUE if one.p_value is None else speak.number(one.p_value, 4),
            )
        )
    for key, units in (("found", found.found), ("unstable", found.unstable)):
        names = ", ".join(named(regional, edition, unit, lang) for unit in units)
        click.echo(speak(f"gaps.clusters.{key}", names=names) if units else "", nl=bool(units))
    if not found.found:
        click.echo(speak("gaps.clusters.none"))
    for line in null_lines(found, speak, lambda unit: named(regional, edition, unit, lang)):
        click.echo(line)
    click.echo(
        speak("gaps.clusters.how", permutations=speak.number(document["permutations"]))
        + " "
        + speak("gaps.clusters.seed", seed=document["seed"])
    )
    click.echo("\n" + source_line(regional, edition, speak, people=False))


def weights_name(speak: Words, name: str, setting: int) -> str:
    """Return an idea of neighbours in words, with what it was set to."""
    return speak(f"gaps.weights.{name}", setting=setting)
