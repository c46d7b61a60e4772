"""What the groups that completeness is split by are called."""

from collections.abc import Iterable
from typing import Any

from zhike.records.account.models import Account, Team
from zhike.records.customer.scope import customers_for
from zhike.words.viewer import Viewer

SPLITS = {"团队": "team_id", "跟进人": "owner_id", "渠道": "channel", "批次": "batch_id"}
"""What people split completeness by, and the column of the snapshot that says it."""


def named_groups(viewer: Viewer, by: str, values: Iterable[Any]) -> dict[Any, str]:
    """Return what groups are called; a batch by the file of a customer the Viewer sees (S3-41)."""
    wanted = [value for value in values if value is not None]
    if by == "channel":
        return {value: value for value in wanted}
    if by == "batch_id":
        return {value: _file(viewer, value) for value in wanted}
    model = Team if by == "team_id" else Account
    return dict(model._default_manager.filter(pk__in=wanted).values_list("id", "name"))


def _file(viewer: Viewer, batch_id: int) -> str:
    born = customers_for(viewer).filter(born_batch_id=batch_id).order_by("id")
    source = born.values_list("source", flat=True).first() or ""
    return source.partition("#")[0]
