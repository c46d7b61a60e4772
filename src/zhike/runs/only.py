"""Some rows of sheets taken in by themselves, judged as part of the whole they came from."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from zhike.clean.parts import Parts
from zhike.collect.returned import Places
from zhike.runs.understanding import Understood
from zhike.words.proposal import Proposal


def chosen_rows(
    parts: Parts,
    handed: Sequence[pl.DataFrame],
    understood: Sequence[Understood],
    only: Places | None,
) -> tuple[Parts, list[pl.DataFrame]]:
    """Return the parts and the rows handed over of these places alone; without places all.

    An order stays with any of its lines, a customer not kept yet with any of its rows. The fates
    of all rows are known by now, so that equal rows are counted as in the whole.
    """
    if only is None:
        return parts, list(handed)
    wanted = _positions(understood, only)
    mine = pl.col("_at").is_in(wanted.implode())
    kept = {noun: rows.filter(mine) for noun, rows in parts.items()}
    for noun, children in (("orders", ("order_lines",)), ("customers", tuple(parts))):
        if noun in parts:
            named = [kept[child]["_parent"].drop_nulls() for child in children if child in kept]
            needed = pl.col("_identity").is_in(pl.concat([_NOBODY, *named]).implode())
            fresh = pl.lit(value=noun == "orders") | (pl.col("_fate") == "new")
            kept[noun] = parts[noun].filter(mine | (needed & fresh))
    ordered = {noun: rows for noun, rows in kept.items() if rows.height}
    return ordered, [rows.filter(mine) for rows in handed]


_NOBODY = pl.Series("_parent", [], dtype=pl.String)


def _positions(understood: Sequence[Understood], only: Places) -> pl.Series:
    """Return the positions (`_at`) of places, counted on from sheet to sheet."""
    found: list[int] = []
    start = 0
    for one in understood:
        rows = one.sheet.frame["_row"]
        here = [row for file, sheet, row in only if (file, sheet) == _name(one)]
        found += [start + at for at in rows.is_in(here).arg_true().to_list()]
        start += len(rows)
    return pl.Series("_at", found, dtype=pl.Int64)


def _name(one: Understood) -> tuple[str, str]:
    return one.sheet.file, one.sheet.sheet


def only_places(proposal: Proposal, only: Places | None) -> Proposal:
    """Return a proposal that tells of these places alone: its problems, raw cells and sheets."""
    if only is None:
        return proposal
    keys = pl.DataFrame(
        list(only), schema={"file": pl.String, "sheet": pl.String, "row": pl.Int64}, orient="row"
    )
    told = proposal.problems
    whole = told.filter(pl.col("row") == 0)
    mine = told.join(keys, on=["file", "sheet", "row"], how="semi", maintain_order="left")
    raw = [
        frame.join(
            keys, left_on=["_file", "_sheet", "_row"], right_on=["file", "sheet", "row"],
            how="semi", maintain_order="left",
        )
        for frame in proposal.raw
    ]  # fmt: skip
    sheets = [
        replace(sheet, frame=frame.drop("_file", "_sheet"))
        for sheet, frame in zip(proposal.sheets, raw, strict=True)
    ]
    filled = [at for at, frame in enumerate(raw) if frame.height]
    return replace(
        proposal,
        problems=pl.concat([whole, mine]),
        raw=tuple(raw[at] for at in filled),
        sheets=tuple(sheets[at] for at in filled),
        kinds=tuple(proposal.kinds[at] for at in filled),
    )
