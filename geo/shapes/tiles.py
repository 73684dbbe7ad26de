"""The tile map: every place one equal cell, so that a district of Seoul weighs what a county does.

Provinces are blocks laid out by hand like the country; within its block each place takes the
cell that fits its true position best. The print maps and the web map share this one layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

Cell = tuple[int, int]
"""Column and row, from the north-west."""

BLOCKS = """
. . . G G G G G G W W W . . . .
. . . G G G G G G W W W W . . .
. I I S S S S S G W W W W . . .
. I I S S S S S G W W W W . . .
. I I S S S S S G B W W W . . .
. I I S S S S S G B B B K K . .
. I I S S S S S G B B K K K . .
. . G G G G G G G B B K K K K .
. . G G G G G G G B K K K K K .
. . C C C C C J D B K K K K K .
. . C C C C C D D B K . T T K .
. . C C C C C D D N N T T T K .
. . . R R R R R N N N T T T U U
. . . R R R R R N N N N N U U U
. . L L R R R R N N N N P P P P
. L L L H H L L N N N N P P P P
. L L H H H L L . . . . P P P P
. L L L L L L L . . . . P P P P
. . . L L L L . . . . . . . . .
Z Z . . . . . . . . . . . . . .
"""
"""One letter a place. Daegu's blank neighbour is Gunwi-gun's cell, in either province."""

LETTERS = {
    "11": "S",
    "12": "HL",  # Gwangju and Jeonnam, one since 1 July 2026
    "21": "P",
    "22": "T",
    "23": "I",
    "24": "H",
    "25": "D",
    "26": "U",
    "29": "J",
    "31": "G",
    "32": "W",
    "33": "B",
    "34": "C",
    "35": "R",
    "36": "L",
    "37": "K",
    "38": "N",
    "39": "Z",
}
"""Province code to the letters of its block."""

SPARE: dict[str, tuple[Cell, ...]] = {
    "22": ((11, 10),),
    "23": ((2, 1), (1, 1)),
    "34": ((7, 9), (1, 9)),  # before 2012 Yeongi-gun stood where Sejong stands
    "37": ((11, 10),),
    "38": ((10, 16), (11, 16), (9, 16)),
    "39": ((2, 19), (0, 18)),
}
"""Cells a province takes, in this order, on dates when it has more places than letters."""

PINNED: dict[str, Cell] = {"37310": (11, 10), "37430": (14, 7)}
"""Gunwi-gun keeps its cell through its move to Daegu; Ulleung-gun lies at the outer edge."""


def tile_layout(places: pd.DataFrame, points: Mapping[str, tuple[float, float]]) -> dict[str, Cell]:
    """Return a cell for each place of a date.

    Parameters
    ----------
    places
        Index `unit_id`, column `province_code`; a result of `Register.on`.
    points
        `unit_id` to a point in a projected system, x east and y north, metres. A place
        without one takes a cell that is left.

    Returns
    -------
    :
        `unit_id` to column and row, counted from the north-west, in `unit_id` order. No two
        places share a cell and each province is one connected block.
    """
    taken: set[Cell] = set()
    blocks: dict[str, list[Cell]] = {}
    members = {
        str(code): sorted(str(unit) for unit in rows.index)
        for code, rows in places.groupby("province_code")
    }
    # The blocks of all present provinces are reserved first, so that no growth can enter them.
    for code in sorted(members):
        blocks[code] = _drawn(code)
        taken.update(blocks[code])
    for code, units in sorted(members.items()):
        cells = _shrunk(blocks[code], len(units))
        taken.difference_update(set(blocks[code]) - set(cells))
        blocks[code] = cells
    _grow(blocks, {code: len(units) for code, units in members.items()}, taken)
    layout: dict[str, Cell] = {}
    for code, units in members.items():
        layout.update(_seat(units, sorted(blocks[code]), points))
    return {unit: layout[unit] for unit in sorted(layout)}


def size(layout: Mapping[str, Cell]) -> tuple[int, int]:
    """Return how many columns and rows a layout spans, counted from the first cell."""
    return max(c for c, _ in layout.values()) + 1, max(r for _, r in layout.values()) + 1


def borders(
    layout: Mapping[str, Cell], province: Mapping[str, str]
) -> list[tuple[Cell, Cell, bool]]:
    """Return the edges where a province ends, as grid corners.

    Parameters
    ----------
    layout
        `unit_id` to cell.
    province
        `unit_id` to province code.

    Returns
    -------
    :
        Start corner, end corner, and whether another province (rather than nothing) lies on
        the far side; each edge once, sorted.
    """
    owner = {cell: province[unit] for unit, cell in layout.items()}
    edges: dict[tuple[Cell, Cell], bool] = {}
    for (col, row), mine in owner.items():
        for (dc, dr), start, end in (
            ((0, -1), (col, row), (col + 1, row)),
            ((0, 1), (col, row + 1), (col + 1, row + 1)),
            ((-1, 0), (col, row), (col, row + 1)),
            ((1, 0), (col + 1, row), (col + 1, row + 1)),
        ):
            theirs = owner.get((col + dc, row + dr))
            if theirs != mine:
                edges[start, end] = theirs is not None
    return [(start, end, shared) for (start, end), shared in sorted(edges.items())]


def _drawn(code: str) -> list[Cell]:
    """Return the cells of a province's block as drawn; none for a province unknown here."""
    letters = LETTERS.get(code, "")
    rows = BLOCKS.strip().splitlines()
    return [
        (col, row)
        for row, line in enumerate(rows)
        for col, letter in enumerate(line.split())
        if letter in letters
    ]


def _neighbours(cell: Cell) -> tuple[Cell, Cell, Cell, Cell]:
    col, row = cell
    return (col, row - 1), (col + 1, row), (col, row + 1), (col - 1, row)


def connected(cells: Iterable[Cell]) -> bool:
    """Return whether cells form one block, edge to edge."""
    left = set(cells)
    if not left:
        return True
    queue = [left.pop()]
    while queue:
        for cell in _neighbours(queue.pop()):
            if cell in left:
                left.remove(cell)
                queue.append(cell)
    return not left


def _shrunk(cells: list[Cell], count: int) -> list[Cell]:
    """Return a block with cells taken off its rim until `count` are left, still connected."""
    cells = list(cells)
    while len(cells) > count:
        held = set(cells)
        # The loosest cell goes first: fewest neighbours, then the last in reading order.
        rim = sorted(cells, key=lambda c: (sum(n in held for n in _neighbours(c)), -c[1], -c[0]))
        cells.remove(next(cell for cell in rim if connected(held - {cell})))
    return cells


def _grow(blocks: dict[str, list[Cell]], need: Mapping[str, int], taken: set[Cell]) -> None:
    """Give each block the cells it lacks; one that is walled in pushes a neighbour outwards."""
    for code in sorted(blocks):
        while len(blocks[code]) < need[code]:
            cell = _free_cell(code, blocks[code], taken)
            giver = None
            if cell is None:
                cell, giver = _borrowed(code, blocks, taken)
            if giver is not None:
                blocks[giver].remove(cell)
                outside = _free_cell(giver, blocks[giver], taken)
                if outside is None:
                    raise AssertionError("a giver has room by the choice of it")
                blocks[giver].append(outside)
                taken.add(outside)
            blocks[code].append(cell)
            taken.add(cell)


def _free_cell(code: str, block: list[Cell], taken: set[Cell]) -> Cell | None:
    """Return the free cell a full block grows into: a spare one, or the first beside it."""
    for cell in SPARE.get(code, ()):
        if cell not in taken and (not block or any(n in block for n in _neighbours(cell))):
            return cell
    beside = {n for cell in block for n in _neighbours(cell)}
    free = sorted((c for c in beside if min(c) >= 0 and c not in taken), key=lambda c: (c[1], c[0]))
    return free[0] if free else None


def _borrowed(
    code: str, blocks: Mapping[str, list[Cell]], taken: set[Cell]
) -> tuple[Cell, str | None]:
    """Return a neighbour's cell that it can give, with its code; else a cell below the map."""
    beside = {n for cell in blocks[code] for n in _neighbours(cell)}
    for other in sorted(set(blocks) - {code}):
        for cell in sorted(beside & set(blocks[other])):
            rest = [c for c in blocks[other] if c != cell]
            if rest and connected(rest) and _free_cell(other, rest, taken) is not None:
                return cell, other
    below = max([row for _, row in taken], default=0)
    below = max(below, BLOCKS.strip().count("\n") + 1)
    return next(
        (col, row) for row in (below, below + 1) for col in range(64) if (col, row) not in taken
    ), None


def _seat(
    units: list[str], cells: list[Cell], points: Mapping[str, tuple[float, float]]
) -> dict[str, Cell]:
    """Return each place's cell in its block: least sum of squared shifts, by swapping pairs."""
    known = [unit for unit in units if unit in points]
    ranks = _ranks({unit: points[unit] for unit in known})
    order = sorted(known, key=lambda u: (-ranks[u][1], ranks[u][0], u))
    order += [unit for unit in units if unit not in points]
    places = _ranks({f"{col},{row}": (col, -row) for col, row in cells})
    seats = [places[f"{col},{row}"] for col, row in sorted(cells, key=lambda c: (c[1], c[0]))]
    cells = sorted(cells, key=lambda c: (c[1], c[0]))

    def cost(unit: str, seat: int) -> float:
        if PINNED.get(unit) in cells:
            return 0.0 if cells[seat] == PINNED[unit] else 1e3
        if unit not in ranks:
            return 0.0
        (x, y), (a, b) = ranks[unit], seats[seat]
        return (x - a) ** 2 + (y - b) ** 2

    better = True
    while better:
        better = False
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                now = cost(order[i], i) + cost(order[j], j)
                then = cost(order[j], i) + cost(order[i], j)
                if then < now - 1e-12:
                    order[i], order[j] = order[j], order[i]
                    better = True
    return dict(zip(order, cells, strict=True))


def _ranks(points: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return points spread evenly: half the rank and half the place in the bounding box, 0-1."""
    out: dict[str, list[float]] = {key: [] for key in points}
    for axis in (0, 1):
        values = {key: float(point[axis]) for key, point in points.items()}
        low, high = min(values.values(), default=0), max(values.values(), default=0)
        distinct = sorted(set(values.values()))
        for key, value in values.items():
            rank = distinct.index(value) / max(1, len(distinct) - 1)
            out[key].append(0.5 * rank + 0.5 * (value - low) / ((high - low) or 1))
    return {key: (pair[0], pair[1]) for key, pair in out.items()}
