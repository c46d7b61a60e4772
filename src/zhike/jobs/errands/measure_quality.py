"""Measure completeness from the snapshot: by team, owner, channel or batch, and since when."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.measure.fullness import fullness
from zhike.playbook.playbook import Playbook
from zhike.records.customer.scope import sight_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.quality.groups import SPLITS, named_groups
from zhike.records.quality.lookups import before_for, trend_for
from zhike.runs.quality import quality
from zhike.store.tables import Tables, tables_for
from zhike.words.problem import Refused

SAID = "统计数据质量"
TREND, BEFORE = timedelta(days=90), timedelta(days=30)
SHOWN = 30  # groups; the rest are told as one


def run(errand: Errand, *, by: str = "团队") -> Answer:
    """Return completeness within the asker's rows, in the shape of runs.quality (S3-11).

    `by` is one of SPLITS. A group has its `name` ("" for 未填); beyond SHOWN they are only counted,
    as `more`. Each field, of all and of a group, has its rate about a month ago as `before` where
    that was kept. `trend` has day and rate of the last 90 days.
    """
    if by not in SPLITS:
        raise Refused(f"不能按“{by}”看数据质量，可用：{'、'.join(SPLITS)}")
    playbook, sight = active_playbook(), sight_for(errand.viewer)
    tables = tables_for(sight, refreshed(errand))
    found = quality(counted(tables, playbook, by=[SPLITS[by]]), by=SPLITS[by], playbook=playbook)
    groups = found.pop("groups")
    paths = [spec.path for spec in playbook.key_fields]
    since = trend_for(errand.viewer, paths, since=errand.today - TREND)
    before = _before(errand, SPLITS[by])
    _told_before(found, before.drop("value"))
    return {
        **found,
        "by": by,
        "scope": sight.said,
        "as_of": errand.today.isoformat(),
        "groups": _named(errand, SPLITS[by], groups[:SHOWN], before),
        "more": len(groups[SHOWN:]),
        "trend": [{"day": one.day.isoformat(), "rate": one.rate} for one in since],
    }


def counted(tables: Tables, playbook: Playbook, *, by: Sequence[str]) -> list[dict[str, Any]]:
    """Return how many customers have each key field by some columns; Refused where not yet known.

    While a batch is taken in the snapshot stays as it is, though the key fields may be others now.
    """
    flags = [spec.flag for spec in playbook.key_fields]
    if "fullness" not in tables or not set(flags) <= set(tables["fullness"].columns):
        raise Refused("正在接收一批导入，核心字段刚改过，接收完再看。")
    rows: list[dict[str, Any]] = tables.run(fullness(tables, flags, by=by)).to_pylist()
    return rows


def _named(
    errand: Errand, by: str, groups: list[dict[str, Any]], before: pl.DataFrame
) -> list[dict[str, Any]]:
    names = named_groups(errand.viewer, by, [group["value"] for group in groups])
    for group in groups:
        value = group["value"]
        group["name"] = names.get(value, "")
        mine = before.filter(pl.col("value").eq_missing(None if value is None else str(value)))
        _told_before(group, mine if by != "batch_id" else mine.clear())
    return groups


def _before(errand: Errand, by: str) -> pl.DataFrame:
    """Return what was kept about a month ago; a batch doesn't change its rows, so by channel."""
    split = "channel" if by == "batch_id" else by
    return before_for(errand.viewer, split, on=errand.today - BEFORE, today=errand.today)


def _told_before(told: dict[str, Any], before: pl.DataFrame) -> None:
    """Say of each field what its rate was before, where that was kept."""
    sums = before.group_by("path").agg(pl.col("filled", "cells").sum()).filter(pl.col("cells") > 0)
    rates = {path: filled / cells for path, filled, cells in sums.iter_rows()}
    for line in told["fields"]:
        line["before"] = rates.get(line["path"])
