"""Text from data, a file or a person, as Markdown shows it and does nothing else with it."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"[\\`*_\[\]<>~$#|!]|:(?=[a-z+])")
"""What begins emphasis, code, links, pictures, marks, formulas, headings, tables, or an icon."""

ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@\w)", re.IGNORECASE)
"""Where an address would be made a link of by itself."""

UNSEEN = "\u200b"


def plain(text: str) -> str:
    r"""Return a text for Markdown in which nothing is a link, a picture, an icon or emphasis.

    Examples
    --------
    >>> print(plain("[a](b) *c* :red[d]"))
    \[a\](b) \*c\* \:red\[d\]
    """
    return SPECIAL.sub(lambda found: f"\\{found[0]}", ADDRESS.sub(UNSEEN, text))
