"""Complaints and questions as the timeline tells them."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from zhike.records.case.models import Case
from zhike.records.portrait.event import Event, event_of, joined
from zhike.words.wording import half_up

COMPLAINT = "投诉"
_WITH_CLOCK = "2026-05-01 14:03"
_HOUR, _DAY_HOURS = 3600, 48


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest cases of a customer; complaints stand apart from the rest."""
    rows = Case.objects.live().filter(customer_id=customer_id).select_related("owner")
    return [
        event_of(
            row,
            "cases",
            on=date.fromisoformat(row.opened_at[:10]),
            kind=COMPLAINT if row.case_kind == COMPLAINT else "问题单",
            title=joined(row.topic or row.case_kind or _("问题单"), row.severity),
            text=joined(row.detail, *_clocks(row)),
            by=row.owner.name if row.owner else row.by_text,
            feedback=row.state or (_("已解决") if row.solved_at else ""),
        )
        for row in rows.order_by("-opened_at", "-id")[:limit]
    ]


def _clocks(row: Case) -> list[str]:
    """Say how long the answer and the solution took, where the clock times are known."""
    said = [(_("首次响应"), row.answered_at), (_("解决"), row.solved_at)]
    return [f"{word} {_long(row.opened_at, at)}" for word, at in said if _long(row.opened_at, at)]


def _long(start: str, end: str) -> str:
    if len(start) != len(_WITH_CLOCK) or len(end) != len(_WITH_CLOCK) or end < start:
        return ""
    passed = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    hours = passed.total_seconds() / _HOUR
    return (
        _("%(hours)s 小时") % {"hours": half_up(hours)}
        if hours < _DAY_HOURS
        else _("%(hours)s 天") % {"hours": half_up(hours / 24)}
    )
