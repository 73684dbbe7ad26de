"""What reading a release finds: counts, lists, amounts, each with its role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.release.naming import NameList
    from analysis.release.page import Page
    from analysis.release.tokens import Token


@dataclass(frozen=True)
class Expected:
    """Roughly what a release will say; only decides what its words leave open.

    Parameters
    ----------
    counts
        Role to count.
    each, sums
        Role to the won that one recipient and all recipients get.
    """

    counts: Mapping[str, float] = field(default_factory=dict)
    each: Mapping[str, float] = field(default_factory=dict)
    sums: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """A figure that counts places.

    Parameters
    ----------
    token
        The figure.
    role
        A role of `grammar`, empty when the words name none.
    year
        The year written beside it, 0 when there is none.
    province
        The province written beside it, empty when there is none.
    weight
        Of the words for the role.
    each
        The other provinces that the same figure is said of: "경북과 전남 각 7곳".
    """

    token: Token
    role: str
    year: int = 0
    province: str = ""
    weight: float = 0.0
    each: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """A list of places.

    Parameters
    ----------
    names
        The list.
    role
        One of `LIST_ROLES`, empty when the words name none.
    stated
        The figure that says how long the list is, or None.
    partial
        Whether the list only gives examples.
    province
        The province whose places it lists, where its figure says so.
    """

    names: NameList
    role: str
    stated: Token | None
    partial: bool = False
    province: str = ""


@dataclass(frozen=True)
class Paid:
    """An amount: what one recipient gets, or all recipients together.

    Parameters
    ----------
    token
        The amount.
    role
        Of the recipients; empty when the words name none.
    each
        Whether it is one recipient's.
    firm
        Whether a word or the only fitting count says so, so that a wrong figure is wrong.
    """

    token: Token
    role: str
    each: bool
    firm: bool


@dataclass(frozen=True)
class Reading:
    """Everything that was found in a release."""

    page: Page
    counts: list[Counted]
    transitions: list[tuple[Token, Token]]
    lists: list[Listed]
    amounts: list[Paid]
