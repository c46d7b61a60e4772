"""Keeping what an analysis run found; a new run replaces the old one in one step."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import polars as pl
from django.db import models, transaction

from zhike.records.inserting import insert_rows
from zhike.records.rows import CHUNK, moment
from zhike.records.score.models import AnalysisRun, Score, Standing
from zhike.records.score.moves import keep_moves
from zhike.records.tag.models import Tag
from zhike.words.stamp import Stamp

Progress = Callable[[int, int, str], None]


def keep_run(  # noqa: PLR0913 - what a run is kept with
    found: Mapping[str, pl.DataFrame],
    *,
    stamp: Stamp,
    summary: dict[str, Any],
    by: int,
    at: datetime,
    progress: Progress,
    beside: Callable[[int], object] | None = None,
) -> int:
    """Store standings, scores and rule tags of a run, then make it the current one.

    `found` holds `standings` (customer_id, recency_days, frequency, amount_fen, rfm, segment, abc,
    share), `scores` (customer_id, scheme, score, tier, provisional, missing, explanation, parts as
    JSON text) and `tags` (customer_id, tag, family, evidence). `beside` is given the run's id to
    keep what else belongs to it, before anybody sees the run. Returns the id.
    """
    run = AnalysisRun.objects.create(
        as_of=stamp.as_of,
        token=stamp.token,
        playbook_version=stamp.playbook_version,
        made_at=at,
        by_id=by,
        summary=summary,
    )
    tags = found["tags"].with_columns(pl.lit("rule").alias("origin"), moment(at).alias("at"))
    _keep(Standing, found["standings"], run.pk, progress)
    _keep(Score, found["scores"], run.pk, progress)
    _keep(Tag, tags, run.pk, progress)
    keep_moves(run.pk)
    if beside is not None:
        beside(run.pk)
    _switch(run.pk)
    _forget_old(run.pk)
    return run.pk


def _keep(model: type[models.Model], rows: pl.DataFrame, run_id: int, progress: Progress) -> None:
    rows = rows.with_columns(pl.lit(run_id, dtype=pl.Int64).alias("run_id"))
    for done, chunk in enumerate(rows.iter_slices(CHUNK), 1):
        with transaction.atomic():
            insert_rows(model, chunk)
        progress(min(done * CHUNK, rows.height), rows.height, "保存结果")


@transaction.atomic
def _switch(run_id: int) -> None:
    AnalysisRun.objects.filter(state="当前").update(state="旧")
    AnalysisRun.objects.filter(pk=run_id).update(state="当前")


def _forget_old(run_id: int) -> None:
    """Remove the rows of earlier runs, a bounded transaction at a time; their summaries stay."""
    for model in (Tag, Score, Standing):
        rows: Any = model._default_manager.filter(run_id__isnull=False, run_id__lt=run_id)
        while ids := list(rows.order_by("id").values_list("id", flat=True)[:CHUNK]):
            with transaction.atomic():
                rows.filter(pk__lte=ids[-1]).delete()
