"""Which row of a sheet is its head, and what each column is called."""

from collections.abc import Set

import polars as pl

from zhike.collect import limits
from zhike.collect.fold import fold, take_apart
from zhike.collect.grid import Grid, Range
from zhike.collect.merged_cells import filled_down
from zhike.words.problem import Refused
from zhike.words.sheet import Sheet

_TAKEN = ("_row", "_file", "_sheet")  # the names every frame uses for places


def with_heads(grid: Grid, aliases: Set[str]) -> Sheet:
    """Return the sheet under its head row: the one with most cells that are known names.

    `aliases` are folded (`fold.fold`). Refused when no row of the first 30 has a known name.
    """
    rows = _first_rows(grid)
    best = max(rows, key=lambda row: _known(rows[row], aliases), default=0)
    if not rows or not _known(rows[best], aliases):
        raise Refused(
            f"{_named(grid)} 的前 {limits.HEAD_ROWS} 行里没有找到表头，"
            "请确认有一行写着“客户名称”“联系电话”这样的列名"
        )
    top, bottom = _head_rows(best, grid.merged, rows)
    names = _names(rows, grid.merged, top, bottom)
    return _sheet(grid, names, top, bottom, rows)


def _named(grid: Grid) -> str:
    return f"{grid.file}#{grid.sheet}" if grid.sheet else grid.file


def _first_rows(grid: Grid) -> dict[int, list[str]]:
    """Return the cells of the rows a head may stand in, by row number."""
    first = grid.frame.filter(pl.col("_row") <= limits.HEAD_ROWS).fill_null("")
    return {row[0]: [cell.strip() for cell in row[1:]] for row in first.iter_rows()}


def _known(cells: list[str], aliases: Set[str]) -> int:
    """Return how many different known names stand in a row."""
    found = set()
    for cell in cells:
        head = take_apart(cell)
        found |= {head.bare} if {head.whole, head.bare, fold(cell)} & aliases else set()
    return len(found)


def _head_rows(best: int, merged: tuple[Range, ...], rows: dict[int, list[str]]) -> tuple[int, int]:
    """Return the first and last row of the head: two rows where merged cells tie them together."""
    top = bottom = best
    for first, left, last, right in merged:
        wide = right > left and sum(map(bool, rows.get(first, []))) > 1
        if first == best - 1 and (last == best or wide):
            top = best - 1
        if first == best and (last == best + 1 or (wide and best + 1 in rows)):
            bottom = best + 1
    return top, bottom


def _names(
    rows: dict[int, list[str]], merged: tuple[Range, ...], top: int, bottom: int
) -> list[str]:
    """Return a name for every position; the parts of a two-row head are joined by -."""
    spread = {row: list(rows[row]) for row in range(top, bottom + 1) if row in rows}
    for first, left, last, right in merged:
        if not top <= first <= bottom:
            continue
        for row in range(first, min(last, bottom) + 1):
            spread.setdefault(row, [""] * len(rows[top]))[left : right + 1] = [
                rows[first][left]
            ] * (right + 1 - left)
    stacked = zip(*(spread[row] for row in sorted(spread)), strict=True)
    return ["-".join(dict.fromkeys(part for part in parts if part)) for parts in stacked]


def _sheet(
    grid: Grid, names: list[str], top: int, bottom: int, rows: dict[int, list[str]]
) -> Sheet:
    """Return the rows under the head, with each column under a name of its own."""
    body, covered = filled_down(grid.frame.filter(pl.col("_row") > bottom), grid.merged)
    filled = [
        at for at, name in zip(grid.positions, names, strict=True) if name or _has_cells(body, at)
    ]
    heads = _told_apart([(at, names[int(at)]) for at in filled])
    positions = {int(at): head for at, head in heads.items()}
    return Sheet(
        file=grid.file,
        sheet=grid.sheet,
        heads=tuple(heads.values()),
        frame=body.select("_row", *filled).rename(heads),
        title_rows=tuple(
            " ".join(cell for cell in rows[row] if cell) for row in sorted(rows) if row < top
        ),
        notes=(*grid.notes, *covered),
        damaged=frozenset(
            (row, positions[at]) for row, at in grid.damaged if row > bottom and at in positions
        ),
        head_row=bottom,
    )


def _has_cells(body: pl.DataFrame, at: str) -> bool:
    column = body[at]
    return bool((column.is_not_null() & (column.str.strip_chars() != "")).any())


def _told_apart(named: list[tuple[str, str]]) -> dict[str, str]:
    """Return {position: name}; unnamed columns are 列3, a name met again gets (2)."""
    heads: dict[str, str] = {}
    seen = dict.fromkeys(_TAKEN, 1)
    for at, name in named:
        head = name or f"列{int(at) + 1}"
        seen[head] = seen.get(head, 0) + 1
        heads[at] = head if seen[head] == 1 else f"{head} ({seen[head]})"
    return heads
