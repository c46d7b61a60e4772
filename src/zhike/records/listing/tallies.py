"""How many of a Viewer's customers stand where, by the current run."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from zhike.records.listing.asked import mine
from zhike.records.listing.roll import Roll, roll_now
from zhike.records.score.lookups import RunRow, current_run
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Tally:
    """One word of a scheme, how many customers it fits and their amount where that is known."""

    word: str
    customers: int
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts within the Viewer's rows: tiers by scheme, segments, ABC classes and tags."""

    run: RunRow
    customers: int
    tiers: dict[str, list[Tally]]
    segments: list[Tally]
    abc: list[Tally]
    tags: list[Tally]
    unscored: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return the parts of DESIGN §7's analyse shape that are counts; money in 元."""
        return {
            "as_of": self.run.as_of,
            "customers_count": self.customers,
            "segments": {t.word: _amounts(t) for t in self.segments},
            "abc": {t.word: _amounts(t) for t in self.abc},
            "tiers": {
                scheme: {t.word: t.customers for t in found} for scheme, found in self.tiers.items()
            },
            "tags": {t.word: t.customers for t in self.tags},
        }


def tallies_for(viewer: Viewer) -> Tallies | None:
    """Return the counts of the current run within the Viewer's rows, or None before the first."""
    run, roll = current_run(), roll_now()
    if run is None:
        return None
    rows = mine(roll, viewer)
    tiers, unscored = _tiers(rows)
    return Tallies(
        run=run,
        customers=rows.height,
        tiers=tiers,
        segments=_standings(rows, "segment"),
        abc=_standings(rows, "abc"),
        tags=_tags(roll, rows),
        unscored=unscored,
    )


def _tiers(rows: pl.DataFrame) -> tuple[dict[str, list[Tally]], dict[str, int]]:
    tiers: dict[str, list[Tally]] = {}
    unscored: dict[str, int] = {}
    for column in sorted(name for name in rows.columns if name.startswith("tier ")):
        scheme, counted = column.removeprefix("tier "), _grouped(rows, column)
        if counted:
            tiers[scheme] = [tally for tally in counted if tally.word]
            without = sum(tally.customers for tally in counted if not tally.word)
            unscored |= {scheme: without} if without else {}
    return tiers, unscored


def _standings(rows: pl.DataFrame, column: str) -> list[Tally]:
    amount = pl.when(pl.col("amount_fen").count() > 0).then(pl.col("amount_fen").sum())
    return [tally for tally in _grouped(rows, column, amount) if tally.word]


def _grouped(rows: pl.DataFrame, column: str, *more: pl.Expr) -> list[Tally]:
    """Return a tally a word of the column, customers the run says nothing of left out."""
    known = rows.filter(pl.col(column).is_not_null())
    counted = known.group_by(pl.col(column).cast(pl.String)).agg(pl.len(), *more).sort(column)
    return [Tally(*row) for row in counted.rows()]


def _tags(roll: Roll, rows: pl.DataFrame) -> list[Tally]:
    tags = roll.tags.join(rows.select(customer_id="id"), on="customer_id", how="semi")
    counted = tags.group_by(pl.col("tag").cast(pl.String)).agg(pl.col("customer_id").n_unique())
    found = counted.sort("customer_id", "tag", descending=[True, False])
    return [Tally(tag, n) for tag, n in found.rows()]


def _amounts(tally: Tally) -> dict[str, Any]:
    amount = None if tally.amount_fen is None else tally.amount_fen / 100
    return {"customers": tally.customers, "amount": amount}
