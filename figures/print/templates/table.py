"""Template: the provinces as a table, the nation at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.print import texts
from figures.print.page.layout import frame
from figures.print.province_order import by_share, new_by_province
from figures.print.template import Template
from figures.print.texts import Text
from figures.words.language import NO_VALUE, words

if TYPE_CHECKING:
    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas


def written(facts: Facts, lang: str) -> Text:
    """Return the text of the table of the provinces."""
    say = words(lang)
    rows = "; ".join(
        texts.province_line(facts, str(code), say) for code in facts.point.provinces.index
    )
    return Text(
        say("picture.table.title"),
        say("picture.table.subtitle", **texts.nation(facts, say)),
        say("picture.table.alt", rows=rows),
    )


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


def draw(page: Canvas, facts: Facts, lang: str) -> None:
    """Draw the provinces as a table, the nation at its foot."""
    x, y, width, height = frame(page, facts, written(facts, lang), lang)
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


TABLE = Template.of_country("table", draw, written)
