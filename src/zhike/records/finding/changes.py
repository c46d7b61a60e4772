"""Keeping what a run found by itself, and forgetting what the runs before it did."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from zhike.records.finding.models import Finding, FindingCustomer
from zhike.words.finding import Finding as Found

_COLUMNS = ("kind", "title", "wording", "refused", "order", "audience")


@transaction.atomic
def keep_findings(run_id: int, by_scope: Mapping[str, Sequence[Found]]) -> int:
    """Store the findings of a run by scope; returns how many."""
    pairs = [(scope, found) for scope, some in by_scope.items() for found in some]
    rows = Finding.objects.bulk_create([_row(run_id, scope, found) for scope, found in pairs])
    FindingCustomer.objects.bulk_create(
        [
            FindingCustomer(finding=row, customer_id=customer_id, place=place)
            for row, (_, found) in zip(rows, pairs, strict=True)
            for place, customer_id in enumerate(found.customer_ids)
        ],
        batch_size=2_000,
    )
    return len(rows)


@transaction.atomic
def forget_findings(*, before: int) -> None:
    """Drop the findings of earlier runs but those a task links back to (S3-30)."""
    Finding.objects.filter(run_id__lt=before, tasks__isnull=True).delete()


def _row(run_id: int, scope: str, found: Found) -> Finding:
    values: dict[str, Any] = asdict(found)
    columns = {name: values.pop(name) for name in _COLUMNS}
    values.pop("customer_ids")
    return Finding(run_id=run_id, scope=scope, content=values, **columns)
