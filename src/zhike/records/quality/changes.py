"""Keeping how complete the book is today."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min

from zhike.records.account.models import Account
from zhike.records.quality.models import QualityDay

DAILY_DAYS = 100
"""Days that are kept each; of those before, the first of each month."""


@transaction.atomic
def keep_quality(day: date, rows: Sequence[Mapping[str, Any]], *, paths: Mapping[str, str]) -> None:
    """Keep how complete the book is on a day, in place of what was kept of it before.

    `rows` are those of measure.fullness by owner_id and channel; `paths` says of which field each
    flag is, {flag: path}.
    """
    known = set(Account.objects.values_list("id", flat=True))
    QualityDay.objects.filter(day=day).delete()
    QualityDay.objects.bulk_create(
        (_line(day, row, flag, path) for row in rows for flag, path in paths.items()
         if row["owner_id"] is None or row["owner_id"] in known),
        batch_size=2_000,
    )  # fmt: skip
    _thin_out(day - timedelta(days=DAILY_DAYS))


def _line(day: date, row: Mapping[str, Any], flag: str, path: str) -> QualityDay:
    return QualityDay(
        day=day, owner_id=row["owner_id"], channel=row["channel"] or "", path=path,
        filled=row[flag], cells=row["customers"],
    )  # fmt: skip


def _thin_out(before: date) -> None:
    """Forget of the days before that all but the first of each month."""
    old = QualityDay.objects.filter(day__lt=before)
    firsts = old.values("day__year", "day__month").annotate(first=Min("day"))
    old.exclude(day__in=[month["first"] for month in firsts]).delete()
