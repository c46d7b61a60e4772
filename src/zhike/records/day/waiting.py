"""Open cases by their clock: who has waited how long, the highest tier first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case as When
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models import When as If
from django.db.models.functions import Coalesce

from zhike.records.case.models import Case
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import of_mine
from zhike.records.score.models import Score
from zhike.words.viewer import Viewer

SOLVED = "已解决"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open case: what about, how long it waits (hours, None without a clock time), for whom."""

    id: int
    customer_id: int
    customer: str
    tier: str
    case_kind: str
    topic: str
    severity: str
    detail: str
    opened_at: str
    hours: float | None
    days: int
    is_answered: bool
    by: str


@dataclass(frozen=True, slots=True)
class Clock:
    """How cases went between two days: how many, hours to the first answer, satisfaction 1–5."""

    cases: int
    complaints: int
    answer_hours: float | None
    answered: int
    satisfaction: float | None
    rated: int


def waiting_for(
    viewer: Viewer, *, now: datetime, scheme: str, run_id: int | None, limit: int = 12
) -> tuple[int, int, list[Waiting]]:
    """Return how many cases are open, how many have no answer, and those that press most.

    `now` is local time. First the unanswered, then by severity, then the highest tier, then
    whoever waits longest.
    """
    rows = _open(viewer)
    tiers = Score.objects.filter(run_id=run_id, scheme=scheme, customer=OuterRef("customer"))
    ranked: Any = rows.annotate(
        tier=Coalesce(Subquery(tiers.values("tier")[:1]), Value(""), output_field=TextField())
    )
    some = list(_pressing(ranked).select_related("customer", "owner")[:limit])
    lines = [_waiting(viewer, row, row.tier, now) for row in some]
    counted = rows.aggregate(n=Count("id"), silent=Count("id", filter=Q(answered_at="")))
    return counted["n"], counted["silent"], lines


def clock_for(viewer: Viewer, start: date, last: date) -> Clock:
    """Return how the cases opened between two days went, within the Viewer's rows."""
    rows = Case.objects.live().filter(
        of_mine(viewer),
        opened_at__gte=start.isoformat(),
        opened_at__lt=(last + timedelta(days=1)).isoformat(),
    )
    found = list(rows.values_list("case_kind", "opened_at", "answered_at", "satisfaction"))
    hours = [
        h for _, opened, answered, _ in found if (h := hours_between(opened, answered)) is not None
    ]
    rated = [mark for *_, mark in found if mark is not None]
    return Clock(
        cases=len(found),
        complaints=sum(kind == "投诉" for kind, *_ in found),
        answer_hours=sum(hours) / len(hours) if hours else None,
        answered=len(hours),
        satisfaction=sum(rated) / len(rated) if rated else None,
        rated=len(rated),
    )


def hours_between(start: str, end: str) -> float | None:
    """Return the hours between two moments; None unless both have a clock time."""
    if len(start) < len("2026-05-01 00:00") or len(end) < len("2026-05-01 00:00"):
        return None
    gone = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return gone.total_seconds() / 3600


def _open(viewer: Viewer) -> QuerySet[Case]:
    rows: QuerySet[Case] = Case.objects.live().filter(of_mine(viewer))
    return rows.exclude(state=SOLVED)


def _pressing(rows: Any) -> Any:
    weights = [If(severity=word, then=Value(place)) for place, word in enumerate(("重大", "较重"))]
    silent: Any = When(If(answered_at="", then=Value(0)), default=Value(1))
    untiered: Any = When(If(tier="", then=Value(1)), default=Value(0))
    weight = When(*weights, default=Value(2))
    return rows.order_by(silent, weight, untiered, "tier", "opened_at", "id")


def _waiting(viewer: Viewer, row: Case, tier: str, now: datetime) -> Waiting:
    customer = row.customer
    return Waiting(
        id=row.pk,
        customer_id=customer.pk,
        customer=shown_name(viewer, customer) or customer.external_id or customer.number,
        tier=tier,
        case_kind=row.case_kind,
        topic=row.topic,
        severity=row.severity,
        detail=row.detail,
        opened_at=row.opened_at,
        hours=hours_between(row.opened_at, f"{now:%Y-%m-%d %H:%M}"),
        days=(now.date() - date.fromisoformat(row.opened_at[:10])).days,
        is_answered=bool(row.answered_at),
        by=row.owner.name if row.owner else row.by_text,
    )
