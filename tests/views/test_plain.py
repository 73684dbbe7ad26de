"""Text from data or a person does nothing on a page but be read."""

from __future__ import annotations

import re

import pytest

from views.parts.plain import plain


@pytest.mark.parametrize(
    "text",
    [
        "[click](https://evil.example)",
        "![x](https://evil.example/x.png)",
        "https://evil.example and www.evil.example",
        "someone@evil.example",
        "**bold** _it_ `code` ~~gone~~ $x^2$",
        ":material/delete: :red[x] :smile:",
        "# heading | a | b |",
        "<b>x</b>",
        "\\[x](y)",
    ],
)
def test_nothing_in_it_is_markdown(text):
    """Links, pictures, icons, formulas and emphasis stay the signs they are written with."""
    shown = plain(text)
    left = re.sub(r"\\.", "", shown)  # what stands behind a backslash is only itself
    assert not re.search(r"[\\`*_\[\]<>~$#|!]|:[a-z]|://|www\.|\w@\w", left)
    assert re.sub(r"\\(.)", r"\1", shown).replace("\u200b", "") == text
