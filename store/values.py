"""Answers as JSON and back: numbers, texts, tables, and the data classes that hold them.

What reads them runs nothing that a file says: only the classes that it names come back.
"""

from __future__ import annotations

import base64
import io
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN = (str, int, float, bool, type(None))


def as_json(value: object) -> bytes:
    """Return a value as JSON; the same value gives the same bytes.

    Raises
    ------
    TypeError
        If a part of it is of a kind that cannot be written.

    Examples
    --------
    >>> from_json(as_json({"a": (1, None)}))
    {'a': (1, None)}
    """
    return json.dumps(_written(value), ensure_ascii=False, separators=(",", ":")).encode()


def from_json(content: bytes, classes: Iterable[type] = ()) -> Any:
    """Return the value that `as_json` wrote.

    Parameters
    ----------
    content
        Its JSON.
    classes
        The data classes that it may hold.
    """
    return _read(json.loads(content), {one.__name__: one for one in classes})


def _written(value: object) -> object:
    if isinstance(value, (*PLAIN, np.generic)):
        return value.item() if isinstance(value, np.generic) else value
    if isinstance(value, list):
        return [_written(one) for one in value]
    if isinstance(value, tuple):
        return {"tuple": [_written(one) for one in value]}
    if isinstance(value, dict):
        return {"dict": [[_written(key), _written(one)] for key, one in value.items()]}
    if isinstance(value, pd.DataFrame):
        return {"frame": base64.b64encode(value.to_parquet()).decode()}
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: _written(getattr(value, one.name)) for one in fields(value)}
        return {"object": type(value).__name__, "held": held}
    raise TypeError(f"a {type(value).__name__} cannot be written")


def _read(value: Any, classes: dict[str, type]) -> Any:
    if isinstance(value, list):
        return [_read(one, classes) for one in value]
    if not isinstance(value, dict):
        return value
    if "tuple" in value:
        return tuple(_read(one, classes) for one in value["tuple"])
    if "dict" in value:
        return {_read(key, classes): _read(one, classes) for key, one in value["dict"]}
    if "frame" in value:
        return pd.read_parquet(io.BytesIO(base64.b64decode(value["frame"])))
    held = {name: _read(one, classes) for name, one in value["held"].items()}
    return classes[value["object"]](**held)
