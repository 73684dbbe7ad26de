"""Whether a place's economy explains when it was awarded: a trait that changes from year to year.

Gross regional product by municipality is known for 2010, 2015 and 2020. An announcement has the
last of them before its own year, so nothing explains what came before it; announcements before 2011
have none and are left out. Income tax is known for 2020 only and stands from 2021 on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.coverage.hazard import hazard_ratios

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_EXPLAINED = 2011
"""The first announcement before which a product is known."""

PRODUCT, TAX = "grdp_million_krw", "income_tax_million_krw"
ADDED = {"log_product": PRODUCT, "log_tax": TAX}
"""What may be added to the table of hazard ratios: the logarithm of the amount a head."""


def with_economy(rows: pd.DataFrame, economy: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the columns of `ADDED`, missing where nothing is known before the round.

    Parameters
    ----------
    rows
        Columns `unit_id` and `stop`.
    economy
        The table `economy`, all text.
    """
    known = economy[["year", "unit_id"]].copy()
    amounts = economy[[*ADDED.values(), "persons"]].apply(pd.to_numeric).astype(float)
    for name, amount in ADDED.items():
        known[name] = np.log(amounts[amount] / amounts["persons"])
    years = np.sort(known["year"].unique().astype(int))
    at = np.searchsorted(years, rows["stop"].to_numpy()) - 1
    known["year"] = known["year"].astype(int)
    wanted = rows[["unit_id"]].assign(year=np.where(at < 0, 0, years[at]))
    found = wanted.merge(known, on=["unit_id", "year"], how="left", validate="many_to_one")
    return rows.assign(**{name: found[name].to_numpy() for name in ADDED})


def with_and_without(
    rows: pd.DataFrame, traits: pd.DataFrame, added: str, keep: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the hazard ratios of the same waits with a trait and without it.

    Parameters
    ----------
    rows
        From `with_economy`.
    traits
        From `analysis.coverage.hazard.design`, on the same index.
    added
        One of `ADDED`; waits at which it is not known are left out of both.
    keep
        The other traits of both, by default all; where few awards are left, fewer are wise.

    Returns
    -------
    :
        Index the traits; `ratio`, `low` and `high` with it, and `ratio_without`, `low_without` and
        `high_without`, missing for the added one.
    """
    known = rows[added].notna()
    base = traits.loc[known, list(keep) or list(traits)]
    columns = ["ratio", "low", "high"]
    more = hazard_ratios(rows[known], base.assign(**{added: rows.loc[known, added]}))[columns]
    return more.join(hazard_ratios(rows[known], base)[columns].add_suffix("_without"))
