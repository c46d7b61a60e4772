"""One thing on a customer's timeline."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhike.records.kept import Kept


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on the timeline."""

    on: date
    kind: str  # 跟进 订单 投诉 报价 … 变更 导入
    title: str
    text: str = ""
    by: str = ""
    feedback: str = ""
    next_step: str = ""
    next_due_on: date | None = None
    place: str = ""
    noun: str = ""
    record_id: int | None = None
    entered: bool = False  # by hand, not by an import


def event_of(row: Kept, noun: str, **values: Any) -> Event:
    """Return the event a kept row makes, with where it came from."""
    return Event(
        place=row.place,
        noun=noun,
        record_id=row.pk,
        entered=row.born_batch_id is None,
        **values,
    )


def joined(*parts: str) -> str:
    """Return the parts that say something, with · between them."""
    return " · ".join(part for part in parts if part)
