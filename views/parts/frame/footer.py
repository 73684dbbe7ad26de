"""The foot of every page: date, rule and sources of what is shown, and who stands for it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from figures.style.theme import institution
from store.version import version
from views.reader import library

if TYPE_CHECKING:
    from figures.words.language import Words


def foot(date: str, sources: str, rules: tuple[str, ...], say: Words) -> None:
    """Draw the foot.

    Parameters
    ----------
    date
        Day or days of the figures, in the language's words.
    sources
        Who published them.
    rules
        The counting rules.
    say
        The words of the page.
    """
    about = say(
        "footer",
        date=date,
        rule=", ".join(say(f"rule.{rule}") for rule in rules),
        sources=sources,
        hash=library.atlas().data_hash,
    )
    st.html(f'<footer class="footer"><p>{escape(about)}</p>{_owner(say)}</footer>')


def _owner(say: Words) -> str:
    """Return the lines about the site itself: licence, who to ask, version."""
    owner = institution()
    named = owner.name.get(say.lang, "")
    asked = say("footer.contact", contact=owner.contact) if owner.contact else ""
    parts = [named, asked, say("footer.licence"), say("footer.version", version=version())]
    return f"<p><small>{escape(' · '.join(part for part in parts if part))}</small></p>"
