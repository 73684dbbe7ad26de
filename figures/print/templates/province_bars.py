"""Template: each province's share as a bar with both counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.page.layout import frame
from figures.print.province_order import by_share
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import NO_VALUE, words

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the chart of the provinces."""
    say = words(lang)
    rows = "; ".join(
        texts.province_line(facts, str(code), say) for code in facts.point.provinces.index
    )
    return Text(
        say("picture.bars.title"),
        say("picture.bars.subtitle", **texts.nation(facts, say)),
        say("picture.bars.alt", rows=rows),
    )


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw each province's share as a bar with both counts beside it."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
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
    page.line((at_x, at_x), (y, y + rated), colour=ink.national, width=2, dash="dashed")


PROVINCE_BARS = Template.of_country("province-bars", draw, written)
