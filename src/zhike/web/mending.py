"""One mend of a waiting batch: kept at once, judged anew, and how it is taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhike.jobs.run import enqueue, run_now
from zhike.records.batch.lookups import batch_for
from zhike.records.intake.mended import mend
from zhike.records.job.lookups import JobRow, job_under_way
from zhike.words.mending import Mending
from zhike.words.viewer import Viewer

AT_ONCE = 20_000  # rows judged while the page waits; more are judged behind it
WIDTHS = {"cells": 4, "words": 2, "learn": 2}  # items of an entry that say which one it is

Patch = Mapping[str, Any]


def mended(viewer: Viewer, batch_id: int, patch: Patch, *, at: datetime) -> dict[str, Any]:
    """Keep a patch and have the batch judged by it; returns the patch that takes it back."""
    before = mend(viewer, batch_id, patch, at=at)
    judge(viewer, batch_id)
    return taken_back(before, patch)


def judge(viewer: Viewer, batch_id: int) -> None:
    """Have a batch judged by what was mended: at once, or when it is large behind the page."""
    if rows_of(viewer, batch_id) <= AT_ONCE:
        run_now("propose_again", viewer, batch=batch_id)
        return
    under_way = judging(batch_id)
    if under_way is None or under_way.state != "排队":  # one that waits yet sees this mend too
        enqueue("propose_again", viewer, batch=batch_id)


def judging(batch_id: int) -> JobRow | None:
    """Return the job that judges a batch behind the page, or None when none is under way."""
    return job_under_way("propose_again", batch=batch_id)


def judged_then(viewer: Viewer, batch_id: int, *, then: str, **said: Any) -> HttpResponse:
    """Have a batch read otherwise than before, then lead on: at once, or by way of the bar."""
    if rows_of(viewer, batch_id) <= AT_ONCE:
        run_now("propose_again", viewer, batch=batch_id, **said)
        return redirect(then)
    job = enqueue("propose_again", viewer, batch=batch_id, **said)
    return redirect(f"{reverse('job', args=[job])}?{urlencode({'next': then})}")


def rows_of(viewer: Viewer, batch_id: int) -> int:
    """Return how many rows were handed over with a batch."""
    return sum(batch_for(viewer, batch_id).fates.values())


def taken_back(before: Mending, patch: Patch) -> dict[str, Any]:
    """Return the patch that gives back what stood where this one is laid; None is nothing."""
    kept = before.to_json()
    return {
        part: _former(kept[part], told, WIDTHS[part])
        if part in WIDTHS
        else {key: kept[part].get(key) for key in told}
        for part, told in patch.items()
    }


def _former(
    kept: Sequence[Sequence[Any]], told: Sequence[Sequence[Any]], width: int
) -> list[list[Any]]:
    stood = {tuple(one[:width]): one[width] for one in kept}
    keys = dict.fromkeys(tuple(one[:width]) for one in told)
    return [[*key, stood.get(key)] for key in keys]
