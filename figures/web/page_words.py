"""The page's own scripts with the words it needs: what the framework says in English, in both.

Streamlit's front end speaks English only. Its words are exchanged where they appear, each for one
of the catalogues; a part of a sentence that holds a value is exchanged by its beginning.
"""

from __future__ import annotations

import json
from pathlib import Path

from figures.words.language import LANGUAGES, words

FOLDER = Path(__file__).resolve().parent / "page"
SCRIPTS = ("page.js", "tables.js")
PLACE = "/* words */ {}"

WHOLE = {
    "Skip to main content": "skip",
    "Main menu": "menu",
    "Expand sidebar": "menu",
    "Collapse sidebar": "menu_close",
    "App pages": "pages",
    "Sidebar": "sidebar",
    "Open": "open",
    "Clear value": "clear",
    "Clear all": "clear",
    "No results": "no_results",
    "Choose an option": "choose",
    "Choose options": "choose",
    "Link to heading": "heading",
    "Help": "help",
    "Press Enter to apply": "apply",
    "Press Ctrl+Enter to apply": "apply_ctrl",
    "Press ⌘+Enter to apply": "apply_command",
    "file upload": "file",
    "Show data": "data",
    "Show chart": "chart",
    "Fullscreen": "fullscreen",
    "Close fullscreen": "fullscreen_close",
    "Download as CSV": "csv",
    "Search": "search",
    "Type to search": "search",
    "Show/hide columns": "columns",
    "Copy to clipboard": "copy",
    "Copied": "copied",
    "Sort ascending": "ascending",
    "Sort descending": "descending",
    "Format": "format",
    "Autosize": "autosize",
    "Pin column": "pin",
    "Unpin column": "unpin",
    "Hide column": "hide",
    "Connection error": "lost",
    "Connecting": "connecting",
    "Close": "close",
}
"""What the framework says, to the last part of a key of the catalogues."""

BEGINNING = {"Add: ": "add", "Help for ": "help_for", "Is Streamlit still running?": "lost_text"}
"""The same of what a value follows; the last is exchanged with all that follows it."""


def page_script() -> bytes:
    """Return the page's script with the words of every language."""
    told = {
        lang: {
            "whole": {said: words(lang)(f"frame.own.{key}") for said, key in WHOLE.items()},
            "beginning": {said: words(lang)(f"frame.own.{key}") for said, key in BEGINNING.items()},
        }
        for lang in LANGUAGES
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    both = "".join((FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return both.replace(PLACE, text, 1).encode()
