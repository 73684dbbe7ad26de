"""What a place's card says of its programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.programmes.grants import PROVINCE
from figures.words.won import won_range
from views.reader import library

if TYPE_CHECKING:
    from figures.words.language import Words


def card_lines(unit: str, province: str, edition: str, say: Words) -> list[str]:
    """Return what a place's card says of its programmes, latest first, up to an edition."""
    funding = library.atlas().book.funding
    mine = funding[
        (funding["recipient_id"] == unit)
        | ((funding["recipient_kind"] == PROVINCE) & (funding["recipient_id"] == province))
    ]
    mine = mine[mine["year"] <= edition].sort_values("year", ascending=False)
    lines = []
    for row in mine.to_dict("records"):
        name = say(f"programme.{row['programme']}")
        if row["recipient_kind"] == PROVINCE:
            name = say("layer.programme.of_province", programme=name)
        lines.append(f"{row['year']} · {name} · {won_range(say, row)}")
    return lines
