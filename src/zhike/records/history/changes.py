"""Writing the line that goes with every change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhike.records.history.models import HistoryLine


def write_line(  # noqa: PLR0913 - who, when, what, before, after, why: the line's own six
    action: str,
    noun: str,
    record_id: int,
    *,
    by: int | None,
    at: datetime,
    customer_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
) -> HistoryLine:
    """Write one history line; call it inside the change's own transaction."""
    return HistoryLine.objects.create(
        action=action,
        noun=noun,
        record_id=record_id,
        customer_id=customer_id,
        by_id=by,
        at=at,
        before=_plain(before),
        after=_plain(after),
        why=why,
    )


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {
        key: value
        if isinstance(value, (str, int, float, bool, type(None), list, dict))
        else str(value)
        for key, value in values.items()
    }
