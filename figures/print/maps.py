"""The map pictures: the country, its new cities, who is left out, and one province."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.country_map import (
    METROPOLITAN,
    ULLEUNG,
    Frame,
    city_map,
    draw_lines,
    draw_places,
    far_islands,
    island_frames,
    national_map,
    paths,
    status_looks,
)
from figures.print.page.labels import Label, draw_labels, place_labels
from figures.print.page.layout import (
    CARD,
    TALL,
    WIDE,
    frame,
    legend,
    map_words,
    shape,
    status_entries,
)
from figures.style.palette import Style
from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figures.print.country_map import Box
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas

MAP_RATIO = 0.9
"""Width of the country's map over its height."""

LEFT_OUT = Style("#E97B2E", "#6B2703", "#1A1D21")
HELD = Style("#E3E9F0", "#8A97A6", "#1A1D21")


def national_status(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the country with every place's status, and its metropolitan cities enlarged."""
    x, y, width, height = frame(page, facts, texts.status(facts, lang), lang)
    looks = status_looks(page, facts)
    entries = status_entries(page, facts, lang)
    say = words(lang)
    if shape(page) in {WIDE, CARD}:
        across = min(height * MAP_RATIO, width * 0.6)
        _whole_map(page, facts, (x, y, across, height), looks, lang)
        left, room = x + across + 36, width - across - 36
        big = 58 if shape(page) == CARD else 96
        page.text(left, y, texts.share_text(facts.point.nation, say), big, bold=True)
        fields = texts.nation(facts, say)
        counts = say("picture.count_of", **fields)
        below = page.paragraph(left, y + big * 1.2, counts, big * 0.36, room)
        size = 19 if shape(page) == CARD else 24
        foot = legend(page, entries, (left, below + size * 0.6), size, room)
        title = 22 if shape(page) == WIDE else 17
        page.text(left, foot + 14, say("picture.metro"), title, bold=True)
        top = foot + title + 30
        _city_grid(page, facts, (left, top, room, y + height - top), looks, lang, columns=4)
        return
    foot = legend(page, entries, (x, y), 20, width)
    row = width / len(METROPOLITAN) + 24
    top = y + height - row
    _whole_map(page, facts, (x, foot, width, top - foot - 12), looks, lang)
    _city_grid(page, facts, (x, top, width, row), looks, lang, columns=len(METROPOLITAN))


def _whole_map(page: Canvas, facts: Facts, box: Box, looks: Mapping[str, Style], lang: str) -> None:
    """Draw the country with its far islands."""
    words_on_map = map_words(lang)
    shown = national_map(page, facts, box, looks, words_on_map)
    far_islands(page, facts, looks, shown, words_on_map)


def _city_grid(  # noqa: PLR0913  # one drawing, its parts named
    page: Canvas, facts: Facts, box: Box, looks: Mapping[str, Style], lang: str, *, columns: int
) -> None:
    """Draw the metropolitan cities side by side, in as many rows as it takes."""
    x, y, width, height = box
    codes = [code for code in METROPOLITAN if code in set(facts.province_of.values())]
    rows = -(-len(codes) // columns)
    gap = 14
    across = (width - gap * (columns - 1)) / columns
    down = min((height - gap * (rows - 1)) / rows, across * 1.25)
    for i, code in enumerate(codes):
        at = (x + (i % columns) * (across + gap), y + (i // columns) * (down + gap), across, down)
        city_map(page, facts, code, at, looks, facts.province_name(code, lang))


def new_cities(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the country with each new city named beside the map."""
    x, y, width, height = frame(page, facts, texts.new_cities(facts, lang), lang)
    looks = status_looks(page, facts)
    card, narrow = shape(page) == CARD, shape(page) == TALL
    size = 21.0 if card or narrow else 27.0
    foot = legend(page, status_entries(page, facts, lang), (x, y), 17 if card else 20, width)
    height -= foot - y
    y = foot
    across = min(height * MAP_RATIO, width * 0.62)
    left = x + (width - across) / 2
    words_on_map = map_words(lang)
    shown = national_map(page, facts, (left, y, across, height), looks, words_on_map)
    # A narrow page has room for a name on two lines only: province, place.
    split = "\n" if narrow else " "
    labels = [
        Label(
            unit,
            facts.name(unit, lang).replace(" ", split, 1),
            shown.at(*_standing(facts, unit)),
        )
        for unit in facts.new
    ]
    side = (width - across) / 2 - 30
    columns = (x, y, side, height), (x + width - side, y, side, height)
    placed = place_labels(page, labels, columns, size)
    style = page.theme.styles["new"]
    draw_labels(page, placed, {label.key: style.fill for label in labels}, bold=True)
    far_islands(page, facts, looks, shown, words_on_map)


def _standing(facts: Facts, unit: str) -> tuple[float, float]:
    """Return the point that stands for a place, on its shape where it has one."""
    shape_of = {place: drawn for drawn, place in facts.shown_as.items()}
    if unit in facts.points:
        return facts.points[unit]
    point = facts.country.geometry.loc[shape_of[unit]].representative_point()
    return point.x, point.y


def gap_looks(facts: Facts, page: Canvas) -> dict[str, Style]:
    """Return styles that bring out who is left out; what is uncertain or lapsed keeps its own."""
    held = replace(HELD, stroke=page.theme.ink.muted)
    table = dict.fromkeys(("designated", "weak", "new", "outside"), held) | {
        "not_designated": LEFT_OUT
    }
    looks = status_looks(page, facts)
    return {
        drawn: table.get(facts.keys[facts.shown_as[drawn]], look)
        if drawn in facts.shown_as
        else look
        for drawn, look in looks.items()
    }


def gap_map(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw who is left out, with their number and names by province."""
    x, y, width, height = frame(page, facts, texts.gap(facts, lang), lang)
    say = words(lang)
    looks = gap_looks(facts, page)
    used = set(facts.keys.values())
    lapsed = [
        (page.theme.styles[key], say(f"brief.status.{key}"))
        for key in ("lapsed", "uncertain", "ruling_needed")
        if key in used
    ]
    entries = [(LEFT_OUT, say("picture.gap.left")), *lapsed, (HELD, say("picture.gap.designated"))]
    small = 16.0 if shape(page) == CARD else 21.0
    if shape(page) in {WIDE, CARD}:
        across = min(height * MAP_RATIO, width * 0.52)
        _whole_map(page, facts, (x, y, across, height), looks, lang)
        left, room = x + across + 36, width - across - 36
        foot = legend(page, entries, (left, y), small, room)
        cities = 210 if shape(page) == WIDE else 0
        rest = y + height - foot - 8 - cities
        _left_out_list(page, facts, (left, foot + 8, room, rest), lang)
        if cities:
            at = (left, y + height - cities + 20, room, cities - 20)
            _city_grid(page, facts, at, looks, lang, columns=len(METROPOLITAN))
        return
    foot = legend(page, entries, (x, y), small, width)
    down = (y + height - foot) * 0.64
    _whole_map(page, facts, (x, foot, width, down), looks, lang)
    rest = foot + down + 10
    _left_out_list(page, facts, (x, rest, width, y + height - rest), lang)


def _left_out_list(page: Canvas, facts: Facts, box: Box, lang: str) -> None:
    """Write the names by province, as large as the box allows, all of them."""
    x, y, width, height = box
    owner = facts.places["province_code"]
    rows = []
    for code, units in groupby(facts.remaining, key=lambda unit: str(owner.loc[unit])):
        mine = list(units)
        line = ", ".join(facts.short_name(unit, lang) for unit in mine)
        rows.append((f"{facts.province_name(code, lang)} {len(mine)}", line))
    rows.sort(key=lambda row: -int(row[0].rsplit(" ", 1)[1]))
    if not rows:
        return
    size = 30.0
    while size > 5:  # noqa: PLR2004  # a list of 200 names on a card: small, but whole
        lead = max(page.text_width(head, size, bold=True) for head, _ in rows) + size * 0.7
        wrapped = [page.wrap(line, width - lead, size) for _, line in rows]
        if (sum(len(lines) * 1.32 + 0.35 for lines in wrapped)) * size <= height:
            break
        size *= 0.96
    for (head, _), lines in zip(rows, wrapped, strict=True):
        page.text(x, y, head, size, bold=True)
        for line in lines:
            page.text(x + lead, y, line, size)
            y += size * 1.32
        y += size * 0.35


def province(page: Canvas, facts: Facts, lang: str, code: str) -> None:
    """Draw one province with each of its places named."""
    x, y, width, height = frame(page, facts, texts.province(facts, code, lang), lang)
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
        east, north = _standing(facts, unit)
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
