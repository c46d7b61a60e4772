"""What others changed on a customer after somebody saw it: field by field, who and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhike.records.batch.models import JournalEntry
from zhike.records.customer.models import EDITABLE
from zhike.records.customer.scope import customer_for
from zhike.records.history.models import HistoryLine
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """One field that is no longer as it was seen; `by` is empty when nobody can be named."""

    field: str
    was: Any
    now: Any
    by: str
    at: datetime | None


def changed_since(viewer: Viewer, customer_id: int, *, seen: Mapping[str, Any]) -> list[Meanwhile]:
    """Return the editable fields that differ from what was seen; raises NotYours otherwise."""
    row = customer_for(viewer, customer_id)
    now = {name: getattr(row, name) for name in sorted(EDITABLE & set(seen))}
    return [
        Meanwhile(name, seen[name], value, *_who(customer_id, name))
        for name, value in now.items()
        if value != seen[name]
    ]


def _who(customer_id: int, field: str) -> tuple[str, datetime | None]:
    """Return who wrote a field last and when: by hand, or by an import."""
    lines = HistoryLine.objects.filter(
        noun="customer", record_id=customer_id, after__has_key=field
    ).select_related("by")
    entries = JournalEntry.objects.filter(
        noun="customers", record_id=customer_id, fields__has_key=field
    ).select_related("batch__by")
    line, entry = lines.order_by("-id").first(), entries.order_by("-id").first()
    told: list[tuple[datetime, str]] = []
    if line and line.by:
        told.append((line.at, line.by.name))
    if entry and entry.batch.accepted_at:
        told.append((entry.batch.accepted_at, f"{entry.batch.by.name}（导入）"))
    at, by = max(told, default=(None, ""))
    return by, at
