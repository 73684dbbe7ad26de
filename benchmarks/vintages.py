"""Cut pieces along an older vintage, and hold the pieces against every vintage.

`python -m benchmarks.vintages` writes the borders of former places into
`data/boundaries/pieces/parts.geojson` and the differences of every place into `differences.csv`
beside it, and prints a summary. It reads what is in the project only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

import geopandas as gpd
import shapely

from analysis.atlas import Atlas
from geo.crs import METRIC
from geo.files.boundaries import load_boundaries
from geo.shapes.by_date import PARTS, cut_places, places_on, read_parts
from geo.shapes.vintages import BASE, VINTAGES, changed_in_law, differences, divided, read_vintage
from store.folders import BOUNDARIES, DATA
from store.tables import read_table

if TYPE_CHECKING:
    from geo.places.register import Register

CUT_ALONG = {
    "29010": {"bugang": "33310", "janggun": "34020", "yeongi": "34320"},
    "33040": {"cheongju-city": "33040", "cheongwon": "33310"},
}
"""Place of 2018 to its pieces and the places of 2010 that drew them."""

OLDER = "kostat_2010"
TABLE = DATA / "boundaries" / "pieces" / "differences.csv"


def write_parts(whole: gpd.GeoSeries, register: Register) -> None:
    """Write the pieces of former places, divided as the older vintage draws them."""
    older = read_vintage(OLDER, register)
    parts = read_parts()
    for unit, named in CUT_ALONG.items():
        drawn = gpd.GeoSeries({piece: older[old] for piece, old in named.items()}, crs=METRIC)
        for piece, shape in divided(whole[unit], drawn).items():
            parts[str(piece)] = shapely.transform(shape, lambda xy: xy.round())
    document: dict[str, Any] = json.loads((DATA / PARTS).read_text(encoding="utf-8"))
    document["features"] = [
        {
            "type": "Feature",
            "properties": {"piece": piece},
            "geometry": json.loads(shapely.to_geojson(shape).replace(".0", "")),
        }
        for piece, shape in parts.sort_index().items()
    ]
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (DATA / PARTS).write_text(text + "\n", encoding="utf-8")


def write_differences(whole: gpd.GeoDataFrame, register: Register) -> pd.DataFrame:
    """Write and return how every place differs from every vintage on its day."""
    pieces = cut_places(whole, read_table("pieces"), read_parts())
    found = []
    for vintage in VINTAGES.values():
        if vintage.key != BASE:
            drawn = places_on(pieces, read_table("territory"), register, vintage.day)
            rows = differences(drawn.geometry, read_vintage(vintage.key, register)).reset_index()
            found.append(rows.assign(vintage=vintage.key))
    table = pd.concat(found)[
        ["vintage", "unit_id", "area_km2", "differs_km2", "share", "inland_km2"]
    ]
    table.round(4).to_csv(TABLE, index=False, lineterminator="\n")
    return table


def main() -> None:
    """Write both files and print how the pieces stand against every vintage."""
    register = Atlas.load().register
    whole = load_boundaries(BOUNDARIES, register).places
    write_parts(whole.geometry, register)
    table = write_differences(whole, register)
    territory = read_table("territory")
    for key, rows in table.groupby("vintage"):
        law = changed_in_law(territory, register, VINTAGES[str(key)].day, VINTAGES[BASE].day)
        of_law = rows[rows["unit_id"].isin(law)]
        print(
            key,
            f"places {len(rows)} median {rows['share'].median():.2%} "
            f"p90 {rows['share'].quantile(0.9):.2%} max {rows['share'].max():.1%}; "
            f"inland median {(rows['inland_km2'] / rows['area_km2']).median():.2%}",
        )
        print(of_law.round(4).to_string(index=False))


if __name__ == "__main__":
    main()
