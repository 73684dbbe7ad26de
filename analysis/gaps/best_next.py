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
    from typing import TypeAlias

    import numpy.typing as npt

    from geo.shapes.neighbours import Nearness

    Floats: TypeAlias = npt.NDArray[np.float64]

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
    and ReVelle (1974, doi:10.1007/BF01942293), solved to the optimum by `scipy.optimize.milp`.
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
    question = asked.question
    demand = question.people.loc[asked.far].to_numpy(dtype=float)
    people = question.people.loc[question.units].to_numpy(dtype=float)
    covers = (asked.distances <= (asked.within_m or 0.0)).astype(float)
    allowed = np.array([unit not in forbidden for unit in question.units], dtype=float)
    first = _solved(demand, np.zeros(len(people)), covers, allowed, k, 0.0)
    gain = round(float(demand @ first[len(people) :]))
    second = _solved(demand, people, covers, allowed, k, gain - 0.5)
    units = tuple(
        unit for unit, taken in zip(question.units, second, strict=False) if round(taken) == 1
    )
    return Choice(units, float(gain), question.direct(units))


def _solved(  # noqa: PLR0913, PLR0917  # the parts of one model
    demand: Floats, people: Floats, covers: Floats, allowed: Floats, k: int, floor: float
) -> Floats:
    """Return the optimum: 1 for each place chosen, then 1 for each far place brought near.

    Parameters
    ----------
    demand
        People of each far place; what is gained while `people` is all zero.
    people
        People of each place that may be chosen; what is gained otherwise.
    covers
        1 where choosing a place (column) brings a far place (row) near.
    allowed
        1 for each place that may be chosen, else 0.
    k
        How many are chosen.
    floor
        People that must at least be brought near.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import

    far, near = covers.shape
    goal = np.concatenate([people, np.zeros(far)] if people.any() else [people, demand])
    rules = [
        LinearConstraint(np.concatenate([np.ones(near), np.zeros(far)]), k, k),
        LinearConstraint(np.hstack([-covers, np.eye(far)]), -np.inf, 0),
        LinearConstraint(np.concatenate([np.zeros(near), demand]), floor, np.inf),
    ]
    bounds = Bounds(0, np.concatenate([allowed, np.ones(far)]))
    found = milp(
        -goal,
        constraints=rules,
        bounds=bounds,
        integrality=np.ones(near + far),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise RuntimeError(f"No optimum: {found.message}")
    solution: Floats = found.x
    return solution


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
