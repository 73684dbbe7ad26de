"""Read a draft out of a file: bytes in, plain text out, within bounds."""

from __future__ import annotations

from analysis.release.documents.files import (
    KINDS,
    MAX_FIGURES,
    MAX_FILE_BYTES,
    MAX_TEXT,
    clean,
    text_of,
)

__all__ = ["KINDS", "MAX_FIGURES", "MAX_FILE_BYTES", "MAX_TEXT", "clean", "text_of"]
