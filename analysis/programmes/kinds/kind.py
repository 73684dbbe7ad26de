"""What a programme is: its key, what a release adds it up with, and its class on the map."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OnMap:
    """A class of funded places on the map and on the programmes page.

    Parameters
    ----------
    name
        Of the class; the catalogues name it `map.class.<name>`.
    letter
        Stands for it in the built files; unique among the programmes' classes.
    drawn_as
        The status of the palette it looks like.
    order
        In the legend; of a place with several programmes the lower one is shown.
    """

    name: str
    letter: str
    drawn_as: str
    order: int


@dataclass(frozen=True)
class Programme:
    """What a place or a province is funded under.

    Parameters
    ----------
    key
        Its name in tables and options; the catalogues name it `programme.<key>`.
    on_map
        Its class on the map.
    of_cities
        Whether its recipients are among those a release adds up as "learning cities".
    """

    key: str
    on_map: OnMap
    of_cities: bool = False


@dataclass(frozen=True)
class Mixture:
    """Several programmes of one place that the map shows as a class of their own.

    Parameters
    ----------
    programmes
        Their keys.
    on_map
        The class.
    """

    programmes: frozenset[str]
    on_map: OnMap
