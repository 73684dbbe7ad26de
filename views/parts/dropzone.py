"""The words of a place for files; Streamlit has them in English only."""

from __future__ import annotations

OUT_OF_SIGHT = "position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%);"


def dropzone_words(button: str, instructions: str) -> str:
    """Return the style that writes the words of a page's drop zones.

    Their own words stay for programs that know no words from styles, out of sight.

    Parameters
    ----------
    button
        On the button.
    instructions
        Beside it.
    """
    words = {
        "button [data-testid='stMarkdownContainer']": button,
        "[data-testid='stFileUploaderDropzoneInstructions']": instructions,
    }
    zone = "[data-testid='stFileUploaderDropzone']"
    rules = "".join(
        f"{zone} {part} > * {{ {OUT_OF_SIGHT} }}"
        f'{zone} {part}::after {{ content: "{text}"; font-size: .875rem; word-break: keep-all; }}'
        for part, text in words.items()
    )
    return f"<style>{rules}</style>"
