"""What stands in the page before any script has run: the answer that the address asks for.

It is seen at once on a slow line, by a reader without scripts, by whatever shows a link's preview,
and by a search engine. The page's own script takes it away when the page itself stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from analysis.places.cards import place_card
from figures.style.tokens import with_variables
from figures.words.language import words
from views.parts.frame.lead import both_rules, province_sentence
from views.reader import library
from views.reader.state import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.coverage.counting import Count, Coverage
    from figures.words.language import Words
    from views.reader.state import ViewState

STYLE = """
#first-page { position: fixed; inset: 0; z-index: 999; overflow: auto; padding: 4.4rem 1.4rem 1rem;
  background: var(--light-paper); color: var(--light-text); box-sizing: border-box;
  font: 1rem/1.5 "Learning City Sans", "Noto Sans KR", "Malgun Gothic", sans-serif; }
#first-page h1 { font-size: 1.15rem; margin: 0; }
#first-page .first-share { font-size: clamp(2.6rem, 4vw, 4rem); font-weight: 700; line-height: 1.1;
  margin: 0; font-variant-numeric: tabular-nums; }
#first-page p { margin: .3rem 0; max-width: 46rem; }
#first-page .first-map { height: 46vh; margin-top: 1rem; border-radius: 8px;
  background: var(--light-sea); }
@media (prefers-color-scheme: dark) {
  #first-page { background: var(--dark-paper); color: var(--dark-text); }
  #first-page .first-map { background: var(--dark-sea); }
}"""
"""In the page itself: it is read before any other style has come."""


@dataclass(frozen=True)
class FirstPage:
    """The page before its scripts.

    Parameters
    ----------
    title
        Of the browser's tab.
    description
        One sentence or two, for a preview of the link.
    html
        What is seen; safe to put into a page.
    """

    title: str
    description: str
    html: str


def first_page(params: Mapping[str, str], page: str, lang: str) -> FirstPage:
    """Return what an address asks for, as the public may see it now.

    Parameters
    ----------
    params
        The address's parameters; any text may stand there.
    page
        Key of the page.
    lang
        The language shown.
    """
    atlas, say = library.atlas(), words(lang)
    state, _ = parse({**params, "lang": lang}, atlas, None)
    point = atlas.coverage(edition=state.edition, rule=state.rule)
    lines = _lines(point, state, say)
    name = say(f"page.{page}")
    title = say("atlas.title") if page == "overview" else f"{name} · {say('atlas.title')}"
    share, counts = _share(point.nation, say), _counts(point.nation, say)
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    html = (
        f'<style>{with_variables(STYLE)}</style><main id="first-page" lang="{lang}">'
        f"<h1>{escape(say('headline.title'))}</h1><p>{escape(say.date(point.date))}</p>"
        f'<p class="first-share">{escape(share)}</p>'
        f"<p><strong>{escape(counts)}</strong> {escape(say('headline.unit'))}</p>{told}"
        f"<noscript><p>{escape(say('first.no_script'))}</p></noscript>"
        '<div class="first-map"></div></main>'
    )
    lead = f"{say.date(point.date)}: {counts} = {share}."
    return FirstPage(title, " ".join([lead, *lines]), html)


def _lines(point: Coverage, state: ViewState, say: Words) -> list[str]:
    """Return the sentences below the number: what was chosen, the rule, how many are left."""
    atlas = library.atlas()
    lines = []
    if state.place:
        card = place_card(atlas, point, state.place)
        name = atlas.register.full_name(state.place, point.date, say.lang)
        lines.append(f"{name}: {say(f'map.class.{card.status}')}")
    if state.province:
        lines.append(province_sentence(point, state.province, say))
    return [*lines, say(f"rule.{point.rule}.sentence"), both_rules(point.edition, say)]


def _share(count: Count, say: Words) -> str:
    return say.percent_range(count.share_at_least, count.share_at_most)


def _counts(count: Count, say: Words) -> str:
    shown = say.count_range(count.at_least, count.at_most)
    return f"{shown} / {say.number(count.of)}" if count.of else shown
