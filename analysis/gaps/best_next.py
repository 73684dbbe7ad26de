"""Best next: which k places would change most, exactly, with the runner-up and the curve over k.

An answer to a question with a goal, never a ranking of merit: another goal gives other places,
and no goal knows whether a place wants a designation or is ready for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.shapes.neighbours import Nearness

PEOPLE, NEARBY, PROVINCES = "people", "nearby", "provinces"
GOALS = (PEOPLE, NEARBY, PROVINCES)
"""Reach most people in the places themselves; bring most people within a distance of a learning
city; lift the lowest provinces first."""

WITHIN_KM = 20.0
"""The distance of `NEARBY` when nobody asks for another, between centres of area."""

MOST_ON_CURVE = 15


@dataclass(frozen=True)
class Choice:
    """A set of places and what it brings.

    Parameters
    ----------
    units
        In code order: a set, no ranking.
    gain
        What the goal counts: people, people nearby, or the lowest province's coverage (0-1).
    people
        People of the places themselves.
    shares
        For `PROVINCES`: coverage of the provinces that can change, lowest first; else empty.
    """

    units: tuple[str, ...]
    gain: float
    people: int
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class BestNext:
    """The best set of k places for a goal.

    Parameters
    ----------
    goal, k
        What was asked.
    within_m
        For `NEARBY`, the distance between centres, metres; else None.
    best, runner_up
        The best set, and the best of all others; None where there is no other.
    curve
        What the best set of each size brings: columns `k`, `gain`, `people`.
    at_stake
        What could be gained by designating all: people, people farther away than `within_m`, or
        for `PROVINCES` 1.
    """

    goal: str
    k: int
    within_m: float | None
    best: Choice
    runner_up: Choice | None
    curve: pd.DataFrame
    at_stake: float


@dataclass(frozen=True)
class Question:
    """What the choice is made from.

    Parameters
    ----------
    people
        People of each place that may be chosen, by `unit_id`.
    province
        Province code of each of them.
    counts
        Learning cities and municipalities of each province: index its code, columns `at_least`
        and `of`.
    near
        Distances of all places.
    learning
        The learning cities there are.
    """

    people: pd.Series
    province: pd.Series
    counts: pd.DataFrame
    near: Nearness
    learning: tuple[str, ...]

    @cached_property
    def units(self) -> list[str]:
        """The places that may be chosen, in code order."""
        return sorted(self.people.index)

    def direct(self, units: Iterable[str]) -> int:
        """Return the people of some places."""
        return int(self.people.loc[list(units)].sum())


def best_next(
    question: Question, k: int, goal: str = PEOPLE, *, within_km: float = WITHIN_KM
) -> BestNext:
    """Return the best k places for a goal, the runner-up and the curve.

    `PEOPLE` takes the most populous. `NEARBY` is the maximal covering location problem of Church
    and ReVelle (1974, doi:10.1007/BF01942293), solved to the optimum by PySAL's spopt and HiGHS.
    `PROVINCES` compares the shares of the provinces lowest first (leximin, Sen 1970); see
    `_lift`. Equal sets: the one with more people of its own, then the lower code. The runner-up
    of any goal leaves out at least one chosen place, so it is the best answer with one of them
    forbidden.

    Parameters
    ----------
    question
        What the choice is made from.
    k
        How many places.
    goal
        One of `GOALS`.
    within_km
        For `NEARBY`, the distance between centres of area, kilometres.

    Raises
    ------
    InputError
        If the goal is unknown, k is not between 1 and the remainder, the distance not positive,
        or nobody lives farther away than it.
    """
    _check(question, k, goal, within_km)
    solve = {PEOPLE: _most, NEARBY: _cover, PROVINCES: _lift}[goal]
    within = within_km * 1000 if goal == NEARBY else None
    asked = _Asked(question, within)
    if goal == NEARBY and not asked.far:
        raise InputError.one(
            "--within",
            value=f"{within_km:g} km",
            expected="a distance beyond which somebody lives",
            next_step="Every place is that near to a learning city already; ask for less.",
        )
    best = solve(asked, k, frozenset())
    others = [solve(asked, k, frozenset({unit})) for unit in best.units if len(question.units) > k]
    runner_up = max(others, key=_order) if others else None
    sizes = sorted({*range(1, min(MOST_ON_CURVE, len(question.units)) + 1), k})
    choices = {size: best if size == k else solve(asked, size, frozenset()) for size in sizes}
    curve = pd.DataFrame(
        [(size, one.gain, one.people) for size, one in choices.items()],
        columns=["k", "gain", "people"],
    )
    at_stake = {
        PEOPLE: float(question.people.sum()),
        NEARBY: float(question.people.loc[asked.far].sum()),
        PROVINCES: 1.0,
    }[goal]
    return BestNext(goal, k, within, best, runner_up, curve, at_stake)


def _order(choice: Choice) -> tuple[Any, ...]:
    """Return what makes one choice better than another; the lower code wins at last."""
    codes = tuple(-int(unit) for unit in choice.units)
    return (choice.shares or (choice.gain,), choice.people, codes)


def _check(question: Question, k: int, goal: str, within_km: float) -> None:
    if goal not in GOALS:
        raise InputError.one(
            "--goal", value=repr(goal), expected=" | ".join(GOALS), next_step="Choose one of them."
        )
    if not 1 <= k <= len(question.units):
        raise InputError.one(
            "--k",
            value=str(k),
            expected=f"1 to {len(question.units)}, the places without a designation",
            next_step="Ask for no more than remain.",
        )
    if not (np.isfinite(within_km) and within_km > 0):
        raise InputError.one(
            "--within",
            value=f"{within_km:g} km",
            expected="a distance above 0",
            next_step="Give kilometres, e.g. 20.",
        )


@dataclass(frozen=True)
class _Asked:
    """A question with its distance, and who lives beyond it."""

    question: Question
    within_m: float | None

    @cached_property
    def far(self) -> list[str]:
        """The places of the remainder with no learning city within the distance."""
        if self.within_m is None:
            return []
        near, units = self.question.near, pd.Index(self.question.units)
        rows, cities = near.places(units), near.places(pd.Index(self.question.learning))
        if not len(cities):
            return list(units)
        apart = near.between_centres_m[np.ix_(rows, cities)].min(axis=1)
        return list(units[apart > self.within_m])

    @cached_property
    def distances(self) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Metres between centres, from those far away to those that may be chosen."""
        near = self.question.near
        rows, columns = near.places(pd.Index(self.far)), near.places(pd.Index(self.question.units))
        return near.between_centres_m[np.ix_(rows, columns)]


def _most(asked: _Asked, k: int, forbidden: frozenset[str]) -> Choice:
    """Return the k most populous places."""
    question = asked.question
    ranked = sorted(
        (unit for unit in question.units if unit not in forbidden),
        key=lambda unit: (-question.people[unit], unit),
    )
    units = tuple(sorted(ranked[:k]))
    return Choice(units, float(question.direct(units)), question.direct(units))


def _cover(asked: _Asked, k: int, forbidden: frozenset[str]) -> Choice:
    """Return the k places that bring most people within the distance.

    Solved twice: for the people brought near, then, those held, for the people of the places
    themselves, so that equal answers do not hang on the solver.
    """
    import pulp  # noqa: PLC0415  # slow to import
    from spopt.locate import MCLP  # noqa: PLC0415  # the same

    question = asked.question
    demand = question.people.loc[asked.far].to_numpy(dtype=float)
    model = MCLP.from_cost_matrix(asked.distances, demand, asked.within_m, p_facilities=k)
    chosen, reached = model.fac_vars, model.cli_vars
    for at, unit in enumerate(question.units):
        if unit in forbidden:
            model.problem += chosen[at] == 0
    solver = pulp.HiGHS(msg=False, threads=1, gapRel=0.0)
    model.problem.solve(solver)
    gain = round(pulp.value(model.problem.objective))
    model.problem += pulp.lpSum(demand[i] * reached[i] for i in range(len(demand))) >= gain - 0.5
    people = question.people.loc[question.units].to_numpy(dtype=float)
    model.problem.setObjective(pulp.lpSum(people[j] * chosen[j] for j in range(len(people))))
    model.problem.solve(solver)
    units = tuple(
        unit for at, unit in enumerate(question.units) if round(pulp.value(chosen[at])) == 1
    )
    return Choice(units, float(gain), question.direct(units))


def _lift(asked: _Asked, k: int, forbidden: frozenset[str]) -> Choice:
    """Return the k places that lift the lowest provinces first.

    Of two outcomes the better one has the higher lowest share; if equal, the higher second
    lowest, and so on. Raising every province that is lowest by one place, again and again, gives
    it: leaving one of them at the bottom while another place goes elsewhere leaves more
    provinces at the bottom. When fewer places are left than provinces at the bottom, those go
    first that one place lifts highest, then those whose next place has most people. Within a
    province the most populous places go first.
    """
    question = asked.question
    waiting: dict[str, list[str]] = {}
    for unit in sorted(question.units, key=lambda unit: (-question.people[unit], unit)):
        if unit not in forbidden:
            waiting.setdefault(question.province[unit], []).append(unit)
    held = {code: int(question.counts.at[code, "at_least"]) for code in waiting}
    of = {code: int(question.counts.at[code, "of"]) for code in waiting}
    taken: list[str] = []
    while len(taken) < k:
        able = [code for code in waiting if waiting[code]]
        lowest = min(held[code] / of[code] for code in able)
        bottom = sorted(
            (code for code in able if held[code] / of[code] == lowest),
            key=lambda code: (of[code], -question.people[waiting[code][0]], waiting[code][0]),
        )
        for code in bottom[: k - len(taken)]:
            taken.append(waiting[code].pop(0))
            held[code] += 1
    codes = question.counts.index[question.counts["of"] > 0]
    shares = sorted(
        held.get(code, int(question.counts.at[code, "at_least"]))
        / int(question.counts.at[code, "of"])
        for code in codes
    )
    return Choice(tuple(sorted(taken)), shares[0], question.direct(taken), tuple(shares))
