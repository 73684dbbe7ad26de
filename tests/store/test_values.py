"""Answers that outlive a process: what is read back is what was written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from store.values import as_json, from_json


@dataclass(frozen=True)
class Reach:
    """An answer with a table and a place for nothing."""

    low: float
    high: float | None
    rows: pd.DataFrame


def test_an_answer_comes_back_with_every_kind_of_value_it_holds():
    """Tables keep index, types and gaps; numbers every digit; tuples stay keys of questions."""
    rows = pd.DataFrame(
        {"n": pd.array([1, None], dtype="Int64"), "share": [0.1 + 0.2, float("nan")]},
        index=pd.Index(["가", "b"], name="unit_id"),
    )
    value = {("reach", "2023"): [Reach(np.float64(1) / 3, None, rows), ("x", True, 1)]}
    found = from_json(as_json(value), (Reach,))
    one, plain = found["reach", "2023"]
    assert (one.low, one.high, plain) == (1 / 3, None, ("x", True, 1))
    pd.testing.assert_frame_equal(one.rows, rows, check_exact=True)
    assert as_json(found) == as_json(value)


def test_what_cannot_be_written_is_refused_and_nothing_unknown_is_made():
    """A set has no order to keep; a class that the reader does not name is not looked for."""
    with pytest.raises(TypeError, match="set"):
        as_json({"units": {"31011"}})
    with pytest.raises(KeyError):
        from_json(as_json(Reach(0.0, None, pd.DataFrame())))
