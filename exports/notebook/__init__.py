"""The atlas in a notebook: one object that answers, offline; `from atlas import Atlas`."""

from exports.notebook.atlas import Atlas

__all__ = ["Atlas"]
