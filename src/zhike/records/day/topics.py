"""What customers talk about: topics of cases and demands now and in the stretch before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from zhike.records.case.models import Case
from zhike.records.customer.scope import customers_for
from zhike.records.demand.models import Demand
from zhike.records.score.models import Standing
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: how often now and before, by how many customers, and their 12-month amount."""

    kind: str  # 需求, or the kind of case
    topic: str
    now: int
    before: int
    customers: int
    amount_fen: int | None

    @property
    def is_new(self) -> bool:
        """Say whether nobody spoke of it in the stretch before."""
        return self.before == 0


def case_topics(viewer: Viewer, *, as_of: date, days: int, run_id: int | None) -> list[Topic]:
    """Return the topics of cases of the last `days` days, those that grew most first."""
    start, before = _stretches(as_of, days)
    rows = Case.objects.live().filter(customer__in=customers_for(viewer)).exclude(topic="")
    rows = rows.filter(opened_at__gte=before.isoformat(), opened_at__lt=_after(as_of))
    return _counted(rows, "case_kind", Q(opened_at__gte=start.isoformat()), run_id)


def demand_topics(viewer: Viewer, *, as_of: date, days: int, run_id: int | None) -> list[Topic]:
    """Return the topics of demands of the last `days` days, those that grew most first."""
    start, before = _stretches(as_of, days)
    rows = Demand.objects.live().filter(customer__in=customers_for(viewer)).exclude(topic="")
    rows = rows.filter(raised_on__range=(before, as_of))
    return _counted(rows, "", Q(raised_on__gte=start), run_id)


def _counted(rows: Any, kind: str, now: Q, run_id: int | None) -> list[Topic]:
    by = [kind, "topic"] if kind else ["topic"]
    counted = (
        rows.order_by()
        .values_list(*by)
        .annotate(
            now=Count("id", filter=now),
            before=Count("id", filter=~now),
            customers=Count("customer_id", filter=now, distinct=True),
        )
    )
    found = []
    for line in counted:
        said, topic = (line[0], line[1]) if kind else ("需求", line[0])
        behind = rows.filter(now, topic=topic, **({kind: said} if kind else {}))
        amount = _amount(behind, run_id) if line[-3] else 0
        fresh, earlier, customers = line[-3:]
        found.append(Topic(said or "其他", topic, fresh, earlier, customers, amount))
    return sorted(found, key=lambda topic: (topic.before - topic.now, topic.topic))


def _amount(rows: Any, run_id: int | None) -> int | None:
    if run_id is None:
        return None
    mine = Standing.objects.filter(run_id=run_id, customer__in=rows.order_by().values("customer"))
    total: int | None = mine.aggregate(total=Sum("amount_fen"))["total"]
    return total or 0


def _stretches(as_of: date, days: int) -> tuple[date, date]:
    return as_of - timedelta(days=days - 1), as_of - timedelta(days=2 * days - 1)


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()
