"""Reading how complete a Viewer's customers were on earlier days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import QuerySet, Sum

from zhike.records.account.models import Account
from zhike.records.quality.models import QualityDay
from zhike.words.viewer import Viewer

_SCHEMA = {
    "day": pl.Date, "value": pl.String, "path": pl.String, "filled": pl.Int64, "cells": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """The completeness of one day."""

    day: date
    filled: int
    cells: int

    @property
    def rate(self) -> float:
        """Return the share that was filled."""
        return self.filled / self.cells


def trend_for(viewer: Viewer, paths: Sequence[str], *, since: date) -> list[Point]:
    """Return the completeness of each kept day, of the customers the Viewer's people owned then.

    Days on which not all of these fields were counted are left out: another question was asked.
    """
    rows = _kept(viewer).filter(day__gte=since, path__in=paths)
    found = rows.values_list("day", "path").annotate(Sum("filled"), Sum("cells"))
    counted = pl.DataFrame(
        [(day, "", *rest) for day, *rest in found.order_by("day", "path")], _SCHEMA, orient="row"
    )
    days = counted.group_by("day").agg(pl.len(), pl.col("filled", "cells").sum()).sort("day")
    whole = days.filter(pl.col("len") == len(set(paths)), pl.col("cells") > 0)
    return [Point(*row) for row in whole.select("day", "filled", "cells").iter_rows()]


def before_for(viewer: Viewer, by: str, *, on: date, today: date) -> pl.DataFrame:
    """Return how full each field of each group was on the first kept day from `on` to before today.

    `by` is team_id, owner_id or channel. Columns: day, value (the group as text, null for none),
    path, filled, cells; no rows where nothing was kept.
    """
    rows = _kept(viewer).filter(day__gte=on, day__lt=today)
    first = rows.order_by("day").values_list("day", flat=True).first()
    if first is None:
        return pl.DataFrame(schema=_SCHEMA)
    column = {"team_id": "owner__team_id", "owner_id": "owner_id", "channel": "channel"}[by]
    found = rows.filter(day=first).values_list(column, "path").annotate(Sum("filled"), Sum("cells"))
    said = [
        (first, str(value) if value not in (None, "") else None, *rest)
        for value, *rest in found.order_by()
    ]
    return pl.DataFrame(said, _SCHEMA, orient="row")


def _kept(viewer: Viewer) -> QuerySet[QualityDay]:
    """Return the rows of the customers whose owners the Viewer sees (S3-41)."""
    rows = QualityDay.objects.all()
    if viewer.scope == "all":
        return rows
    mine = Account.objects.filter(pk=viewer.account_id)
    if viewer.scope == "team":
        mine |= Account.objects.filter(team_id__in=sorted(viewer.team_ids))
    return rows.filter(owner__in=mine)
