"""Template: one province with each of its places named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.country_map import (
    ULLEUNG,
    Frame,
    draw_lines,
    draw_places,
    island_frames,
    paths,
    status_looks,
)
from figures.print.map_parts import standing
from figures.print.page.labels import Label, draw_labels, place_labels
from figures.print.page.layout import CARD, frame, legend, map_words, shape, status_entries
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import words

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas


def written(facts: Facts, code: str, lang: str) -> Text:
    """Return the text of one province's picture."""
    say = words(lang)
    count = facts.point.province(code)
    fields = {
        "date": say.date(facts.date),
        "count": texts.count_text(count, say),
        "of": say.number(count.of),
        "share": texts.share_text(count, say),
        "nation": texts.share_text(facts.point.nation, say),
    }
    key = "picture.province.subtitle" if count.of else "picture.province.subtitle_alone"
    name = facts.province_name(code, lang)
    mine = facts.of_province(code)
    held = [unit for unit in mine if facts.places.loc[unit, "at_least"] == 1]
    rest = [unit for unit in mine if unit not in held]
    return Text(
        say("picture.province.title", province=name),
        say(key, **fields),
        say(
            "picture.province.alt",
            province=name,
            names=", ".join(facts.short_name(u, lang) for u in held) or say("picture.none"),
            rest=", ".join(facts.short_name(u, lang) for u in rest) or say("picture.none"),
        ),
    )


def draw(page: Canvas, facts: Facts, code: str, lang: str) -> None:
    """Draw one province with each of its places named."""
    x, y, width, height = frame(page, facts, written(facts, code, lang), lang)
    looks = status_looks(page, facts)
    units = facts.of_province(code)
    card = shape(page) == CARD
    foot = legend(page, status_entries(page, facts, lang, units), (x, y), 17 if card else 21, width)
    height -= foot - y
    y = foot
    drawn = [one for one, owner in facts.province_of.items() if owner == code]
    if not drawn:
        return
    across = width * 0.56
    box = (x + (width - across) / 2, y + 8, across, height - 16)
    near = [one for one in drawn if one != ULLEUNG] or drawn
    bounds = _main_bounds(facts, near)
    side = (width - across) / 2 - 34
    right = (x + width - side, y, side, height)
    if near != drawn:
        wide = min(side, 150.0 if card else 220.0)
        at = (x + width - wide, y, wide)
        named = map_words(lang) | {"ulleung": facts.short_name(ULLEUNG, lang)}
        below = island_frames(page, facts, looks, at, 15.0 if card else 19.0, named)
        right = (right[0], below, side, y + height - below)
    shown = Frame.fit(bounds, box)
    area = (box[0] - 4, box[1] - 4, box[2] + 8, box[3] + 8)
    fine = paths(facts, "shapes")
    draw_places(page, fine, {unit: looks[unit] for unit in near}, shown, area)
    outer = facts.shapes.loc[near].geometry.union_all(method="coverage").boundary
    draw_lines(page, outer, shown, area, width=2.0)
    labels = []
    for unit in units:
        if unit == ULLEUNG and near != drawn:
            continue
        east, north = standing(facts, unit)
        east = min(max(east, bounds[0]), bounds[2])
        labels.append(Label(unit, facts.short_name(unit, lang), shown.at(east, north)))
    columns = (x, y, side, height), right
    placed = place_labels(page, labels, columns, 20.0 if card else 26.0)
    fills = {unit: page.theme.styles[facts.keys[unit]].fill for unit in units}
    draw_labels(page, placed, fills)


def _main_bounds(facts: Facts, drawn: list[str]) -> tuple[float, float, float, float]:
    """Return a province's bounds, cut to its points when far islets stretch them (metres)."""
    west, south, east, north = (float(v) for v in facts.shapes.loc[drawn].total_bounds)
    points = [facts.points[facts.shown_as[unit]] for unit in drawn]
    reach = 45_000.0
    near_east = max(px for px, _ in points) + reach
    near_west = min(px for px, _ in points) - reach
    near_south = min(py for _, py in points) - reach
    near_north = max(py for _, py in points) + reach
    return (
        max(west, near_west),
        max(south, near_south),
        min(east, near_east),
        min(north, near_north),
    )


PROVINCE = Template("province", draw, written, of_province=True)
