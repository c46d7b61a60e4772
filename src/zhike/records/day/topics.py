"""What customers talk about: topics of cases and demands now and in the stretch before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from zhike.records.case.models import Case
from zhike.records.customer.scope import of_mine
from zhike.records.demand.models import Demand
from zhike.records.score.models import Standing
from zhike.words.viewer import Viewer

SEVERAL = 3  # one or two are not yet a topic


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: how often now and before, by how many customers, and the money behind it.

    That is the 12-month amount of the customers, and of demands the budgets they named.
    """

    kind: str  # 需求, or the kind of case
    topic: str
    now: int
    before: int
    customers: int
    amount_fen: int | None

    @property
    def is_new(self) -> bool:
        """Say whether several speak of what nobody spoke of in the stretch before."""
        return self.before == 0 and self.now >= SEVERAL


def case_topics(viewer: Viewer, *, as_of: date, days: int, run_id: int | None) -> list[Topic]:
    """Return the topics of cases of the last `days` days, those that grew most first."""
    start, before = _stretches(as_of, days)
    now = Q(opened_at__gte=start.isoformat())
    rows = Case.objects.live().filter(of_mine(viewer)).exclude(topic="")
    rows = rows.filter(opened_at__gte=before.isoformat(), opened_at__lt=_after(as_of))
    behind = _amounts(rows.filter(now), run_id)
    found = [
        Topic(kind or "其他", topic, fresh, earlier, customers, behind.get((kind, topic)))
        for kind, topic, fresh, earlier, customers in _counted(rows, now, "case_kind", "topic")
    ]
    return _risen(found)


def demand_topics(viewer: Viewer, *, as_of: date, days: int) -> list[Topic]:
    """Return the topics of demands of the last `days` days, those that grew most first."""
    start, before = _stretches(as_of, days)
    now = Q(raised_on__gte=start)
    rows = Demand.objects.live().filter(of_mine(viewer)).exclude(topic="")
    rows = rows.filter(raised_on__range=(before, as_of))
    budgets = dict(
        rows.filter(now).order_by().values_list("topic").annotate(total=Sum("budget_fen"))
    )
    found = [
        Topic("需求", topic, fresh, earlier, customers, budgets.get(topic))
        for topic, fresh, earlier, customers in _counted(rows, now, "topic")
    ]
    return _risen(found)


def _counted(rows: Any, now: Q, *by: str) -> Any:
    """Return a line a topic: its words, then how many now, how many before, of how many now."""
    return (
        rows.order_by()
        .values_list(*by)
        .annotate(
            now=Count("id", filter=now),
            before=Count("id", filter=~now),
            customers=Count("customer_id", filter=now, distinct=True),
        )
    )


def _amounts(rows: Any, run_id: int | None) -> dict[tuple[str, str], int]:
    """Return the 12-month amount of each topic's customers, each customer once."""
    spoke = set(rows.order_by().values_list("case_kind", "topic", "customer_id"))
    ids = {customer_id for *_, customer_id in spoke}
    standings = Standing.objects.filter(run_id=run_id, customer_id__in=ids)
    bought = dict(standings.values_list("customer_id", "amount_fen"))
    found: dict[tuple[str, str], int] = {}
    for kind, topic, customer_id in spoke:
        found[kind, topic] = found.get((kind, topic), 0) + (bought.get(customer_id) or 0)
    return found


def _risen(topics: list[Topic]) -> list[Topic]:
    return sorted(topics, key=lambda topic: (topic.before - topic.now, topic.topic))


def _stretches(as_of: date, days: int) -> tuple[date, date]:
    return as_of - timedelta(days=days - 1), as_of - timedelta(days=2 * days - 1)


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()
