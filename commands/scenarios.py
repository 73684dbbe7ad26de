"""`atlas.py whatif`, `next`: what would change the picture, marked as the assumption it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from analysis.atlas import Atlas
from analysis.coverage.counting import DEFAULT_RULE, RULES
from analysis.gaps.best_next import GOALS, PEOPLE, PROVINCES, WITHIN_KM
from analysis.gaps.inequality import PEOPLE as BY_PEOPLE
from analysis.gaps.inequality import PLACES as BY_PLACES
from analysis.gaps.whatif import encode, named_places
from commands.inequality import between, measure_text
from commands.shared.options import EDITION, FORM, LANG
from commands.shared.printing import named, say_csv, say_json, source_line
from exports.build.statistics import load_regional
from figures.words.language import words
from geo.places.names import Resolver

if TYPE_CHECKING:
    from analysis.gaps.best_next import BestNext, Choice
    from analysis.gaps.whatif import Scenario, Side
    from analysis.regional import Regional


def _places(regional: Regional, edition: str, units: tuple[str, ...]) -> list[dict[str, str]]:
    states = regional.states(edition)
    return [
        {
            "unit_id": unit,
            "province": states.at[unit, "province_ko"],
            "municipality": states.at[unit, "name_ko"],
        }
        for unit in units
    ]


def _side_json(side: Side) -> dict[str, Any]:
    nation, reach = side.nation, side.reach
    return {
        "designated": between(nation.at_least, nation.at_most),
        "municipalities": nation.of,
        "share": between(nation.share_at_least, nation.share_at_most),
        "people_inside": reach.inside if reach else None,
        "people_outside": reach.outside if reach else None,
        "people_share_inside": reach.share_inside if reach else None,
        "gini": between(*side.gini),
        "gini_weighting": BY_PEOPLE if reach else BY_PLACES,
    }


def whatif_json(regional: Regional, edition: str, scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as a JSON document that says that it is one."""
    population = regional.population_if_any(edition)
    found = {
        "before": regional.clusters(edition),
        "after": regional.clusters(edition, scenario.units),
    }
    before, after = scenario.before.provinces, scenario.after.provinces
    changed = before.index[before["at_least"] != after["at_least"]]
    return {
        "assumption": "가정 / what-if",
        "edition": edition,
        "date": scenario.date,
        "rule": scenario.rule,
        "places": _places(regional, edition, scenario.units),
        "people_gained": scenario.people_gained,
        "population_date": population.date if population else None,
        "before": _side_json(scenario.before),
        "after": _side_json(scenario.after),
        "provinces": [
            {
                "province": before.at[code, "province_ko"],
                "municipalities": int(before.at[code, "of"]),
                "before": int(before.at[code, "at_least"]),
                "after": int(after.at[code, "at_least"]),
            }
            for code in changed
        ],
        "clusters": {
            side: {"found": one.found, "unstable": one.unstable, "global_stable": one.whole_stable}
            for side, one in found.items()
        },
        "scenario": encode(scenario.units),
        "data_hash": regional.atlas.data_hash,
    }


@click.command()
@click.argument("places", nargs=-1, required=True)
@EDITION
@click.option("--rule", type=click.Choice(RULES), default=DEFAULT_RULE, show_default=True)
@FORM
@LANG
def whatif(places: tuple[str, ...], edition: str, rule: str, form: str, lang: str) -> None:
    """Print what would be had some places been designated: PLACES are names or `unit_id`s."""
    atlas = Atlas.load()
    resolver = Resolver(atlas.register, atlas.edition_date(edition))
    units = named_places(places, resolver)
    regional = load_regional(atlas)
    scenario = regional.what_if(units, edition, rule)
    document = whatif_json(regional, edition, scenario)
    if form == "json":
        say_json(document)
        return
    if form == "csv":
        sides = [{"side": side, **document[side]} for side in ("before", "after")]
        head = {key: document[key] for key in ("assumption", "edition", "date", "rule")}
        say_csv(pd.DataFrame([head | {"scenario": document["scenario"]} | one for one in sides]))
        return
    speak = words(lang)
    names = ", ".join(named(regional, edition, unit, lang) for unit in scenario.units)
    click.echo(speak("gaps.whatif.label"))
    click.echo(speak("gaps.whatif.title", date=speak.date(scenario.date), names=names))
    lines = [
        ("gaps.whatif.coverage", [_count_text(speak, side) for side in _sides(scenario)]),
        ("gaps.whatif.gini", [measure_text(speak, between(*s.gini)) for s in _sides(scenario)]),
    ]
    if scenario.before.reach and scenario.after.reach:
        reaches = [scenario.before.reach, scenario.after.reach]
        lines.append(("gaps.whatif.outside", [speak.number(one.outside) for one in reaches]))
    weighting = speak(f"gaps.weighting.{document['after']['gini_weighting']}")
    for key, (old, new) in lines:
        by = f" ({weighting})" if key == "gaps.whatif.gini" else ""
        click.echo(f"{speak(key)}{by}: {old} → {new}")
    found = document["clusters"]["after"]["found"]
    named_found = ", ".join(named(regional, edition, unit, lang) for unit in found)
    click.echo(
        speak("gaps.clusters.found", names=named_found) if found else speak("gaps.clusters.none")
    )
    click.echo("\n" + source_line(regional, edition, speak))


def _sides(scenario: Scenario) -> tuple[Side, Side]:
    return scenario.before, scenario.after


def _count_text(speak: Any, side: Side) -> str:
    nation = side.nation
    share = speak.percent_range(nation.share_at_least, nation.share_at_most)
    return f"{speak.count_range(nation.at_least, nation.at_most)} / {nation.of} = {share}"


def _choice_json(regional: Regional, edition: str, choice: Choice) -> dict[str, Any]:
    return {
        "places": _places(regional, edition, choice.units),
        "gain": choice.gain,
        "people": choice.people,
    }


def next_json(regional: Regional, edition: str, found: BestNext) -> dict[str, Any]:
    """Return the best next places as a JSON document."""
    runner_up = found.runner_up
    return {
        "edition": edition,
        "date": regional.date(edition),
        "population_date": regional.population(edition).date,
        "goal": found.goal,
        "k": found.k,
        "within_km": found.within_m / 1000 if found.within_m else None,
        "ranking_of_merit": False,
        "at_stake": found.at_stake,
        "best": _choice_json(regional, edition, found.best),
        "runner_up": _choice_json(regional, edition, runner_up) if runner_up else None,
        "curve": found.curve.to_dict("records"),
        "data_hash": regional.atlas.data_hash,
    }


@click.command("next")
@click.option("--k", type=int, default=5, show_default=True, help="How many places.")
@click.option("--goal", default=PEOPLE, show_default=True, help=" | ".join(GOALS))
@click.option(
    "--within",
    "within_km",
    type=float,
    default=WITHIN_KM,
    show_default=True,
    help="Kilometres between centres, for the goal nearby.",
)
@EDITION
@FORM
@LANG
def next_places(  # noqa: PLR0913, PLR0917  # one argument an option
    k: int, goal: str, within_km: float, edition: str, form: str, lang: str
) -> None:
    """Print the k places that would do most for a goal; never a ranking of merit."""
    regional = load_regional(Atlas.load())
    found = regional.best_next(edition, k, goal, within_km)
    document = next_json(regional, edition, found)
    if form == "json":
        say_json(document)
        return
    if form == "csv":
        head = {key: document[key] for key in ("edition", "date", "population_date", "goal")}
        say_csv(found.curve.assign(**head)[[*head, "k", "gain", "people"]])
        return
    speak = words(lang)
    click.echo(
        speak(
            f"gaps.next.title.{goal}",
            k=k,
            km=speak.number(within_km, 1),
            date=speak.date(document["date"]),
        )
    )
    for key, choice in (("best", found.best), ("runner_up", found.runner_up)):
        if choice is not None:
            names = ", ".join(named(regional, edition, unit, lang) for unit in choice.units)
            gain = speak.percent(choice.gain) if goal == PROVINCES else speak.number(choice.gain)
            click.echo(f"{speak(f'gaps.next.{key}')}: {names}")
            click.echo(f"  {speak(f'gaps.next.gain.{goal}')}: {gain}")
    click.echo(speak("gaps.next.no_ranking"))
    click.echo("\n" + source_line(regional, edition, speak))


next = next_places  # noqa: A001  # the table of commands looks for the command's name
