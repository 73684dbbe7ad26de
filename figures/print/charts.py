"""The provinces as bars and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.page.layout import frame
from figures.words.language import NO_VALUE, words

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas


def by_share(facts: Facts) -> list[str]:
    """Return province codes, highest share first, those without a share last."""
    shares = {
        str(c): facts.point.province(str(c)).share_at_least for c in facts.point.provinces.index
    }
    return sorted(shares, key=lambda c: (shares[c] is None, -(shares[c] or 0.0), c))


def new_by_province(facts: Facts) -> dict[str, int]:
    """Return how many places are new in each province."""
    owner = facts.places["province_code"]
    counted: dict[str, int] = {}
    for unit in facts.new:
        if unit in owner.index:
            counted[str(owner.loc[unit])] = counted.get(str(owner.loc[unit]), 0) + 1
    return counted


def province_bars(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw each province's share as a bar with both counts beside it."""
    x, y, width, height = frame(page, facts, texts.bars(facts, lang), lang)
    say, ink = words(lang), page.theme.ink
    codes = by_share(facts)
    step = height / len(codes)
    size = min(25.0, step * 0.56)
    names = {code: facts.province_name(code, lang) for code in codes}
    name_room = max(page.text_width(name, size) for name in names.values()) + 20
    number_room = page.text_width("100.0–100.0%  00–00 / 00", size) + 20
    left, room = x + name_room, width - name_room - number_room
    shares = [facts.point.province(code).share_at_most or 0.0 for code in codes]
    top = max(1.0, *shares)
    look = page.theme.styles["designated"]
    for i, code in enumerate(codes):
        count = facts.point.province(code)
        at = y + i * step
        middle = at + (step - size * 1.1) / 2
        page.text(left - 14, middle, names[code], size, align="right")
        if not count.of:
            shown = say.plural("picture.bars.outside", count.at_most)
            note = f"{NO_VALUE}  {shown} ({say('picture.bars.no_rate')})"
            page.text(left, middle, note, size * 0.9, colour=ink.muted)
            continue
        sure = room * (count.share_at_least or 0.0) / top
        page.rect((left, at + step * 0.15, room / top, step * 0.7), fill=ink.panel)
        page.rect((left, at + step * 0.15, sure, step * 0.7), fill=look.fill)
        open_part = room * (count.share_at_most or 0.0) / top - sure
        if open_part > 0:
            page.styled_rect(
                (left + sure, at + step * 0.15, open_part, step * 0.7),
                page.theme.styles["uncertain"],
            )
        text = texts.share_text(count, say)
        end = left + room / top
        page.text(end + 14, middle, text, size, bold=True)
        counts = f"{texts.count_text(count, say)} / {say.number(count.of)}"
        page.text(x + width, middle, counts, size * 0.9, colour=ink.muted, align="right")
    share = facts.point.nation.share_at_least or 0.0
    at_x = left + room * share / top
    rated = step * sum(1 for code in codes if facts.point.province(code).of)
    page.line((at_x, at_x), (y, y + rated), colour=ink.accent, width=2, dash="dashed")


def table_rows(facts: Facts, lang: str) -> list[tuple[str, ...]]:
    """Return the table of the provinces as text, the nation last."""
    say = words(lang)
    fresh = new_by_province(facts)
    rows: list[tuple[str, ...]] = []
    for code in by_share(facts):
        count, strict = facts.point.province(code), facts.strict.province(code)
        rows.append(
            (
                facts.province_name(code, lang),
                texts.count_text(count, say),
                say.number(count.of) if count.of else NO_VALUE,
                texts.share_text(count, say),
                say.number(fresh.get(code, 0)),
                say.count_range(strict.of - strict.at_most, strict.of - strict.at_least)
                if strict.of
                else NO_VALUE,
            )
        )
    nation, strict = facts.point.nation, facts.strict.nation
    rows.append(
        (
            say("nation"),
            texts.count_text(nation, say),
            say.number(nation.of),
            texts.share_text(nation, say),
            say.number(len(facts.new)),
            say.count_range(strict.of - strict.at_most, strict.of - strict.at_least),
        )
    )
    return rows


TABLE_COLUMNS = ("province", "designated", "of", "share", "new", "rest")


def table(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the provinces as a table, the nation at its foot."""
    x, y, width, height = frame(page, facts, texts.table(facts, lang), lang)
    say, ink = words(lang), page.theme.ink
    heads = [say(f"picture.column.{key}") for key in TABLE_COLUMNS]
    rows = table_rows(facts, lang)
    step = height / (len(rows) + 1)
    size = min(26.0, step * 0.58)
    share = (0.22, 0.17, 0.17, 0.15, 0.1, 0.19)
    edges = [x + width * sum(share[: i + 1]) for i in range(len(share))]
    size = min(size, *(
        page.fitted(head, size, width * part * 0.94, bold=True)
        for head, part in zip(heads, share, strict=True)
    ))  # fmt: skip
    for i, row in enumerate([tuple(heads), *rows]):
        top = y + i * step
        strong = i in {0, len(rows)}
        if strong:
            page.rect((x, top, width, step), fill=ink.panel)
        else:
            page.line((x, x + width), (top + step,) * 2, colour=ink.line, width=1)
        at = top + (step - size * 1.15) / 2
        for j, text in enumerate(row):
            if j == 0:
                page.text(x + 10, at, text, size, bold=strong)
            else:
                page.text(edges[j] - 10, at, text, size, bold=strong or j == 3, align="right")  # noqa: PLR2004  # the share
