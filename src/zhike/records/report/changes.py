"""Keeping a made report."""

from datetime import datetime
from typing import Any

from zhike.records.report.models import MadeReport
from zhike.words.stamp import Stamp


def keep_report(
    name: str,
    *,
    period: str,
    stamp: Stamp,
    answer: dict[str, Any],
    by: int,
    at: datetime,
) -> int:
    """Store that a report was made, with its files, figures and conclusions; returns its id."""
    row = MadeReport.objects.create(
        name=name, period=period, as_of=stamp.as_of, token=stamp.token,
        playbook_version=stamp.playbook_version,
        by_id=by, made_at=at, files=answer["files"], figures=answer["figures"],
        conclusions=answer["conclusions"],
    )  # fmt: skip
    return row.pk
