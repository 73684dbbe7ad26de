"""What is wrong with an input, in the words of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import SHOWN_FAULTS
from views.parts.plain import plain

if TYPE_CHECKING:
    from figures.words.language import Words
    from store.errors import Fault, InputError


def fault_text(fault: Fault, say: Words) -> str:
    """Return a fault as a sentence of the page's language.

    One that no catalogue has a sentence for is said as the command line says it, after a word in
    the page's language; in the language of the command line, as it is.
    """
    if fault.reason is None:
        return str(fault) if say.names == "en" else say("fault.other", text=str(fault))
    told = say(f"fault.{fault.reason.key}", **dict(fault.reason.values))
    return f"{fault.file}: {told}"


def faults_markdown(error: InputError, say: Words) -> str:
    """Return every fault for Markdown, a paragraph each; of very many the rest is counted."""
    shown = [plain(fault_text(fault, say)) for fault in error.faults[:SHOWN_FAULTS]]
    rest = len(error.faults) - len(shown)
    if rest:
        shown.append(say("fault.more", count=rest))
    return "\n\n".join(shown)
