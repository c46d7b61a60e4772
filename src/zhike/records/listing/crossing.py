"""Two tier schemes laid across each other: how many stand where, and who stands far apart."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery, Sum

from zhike.records.customer.named import Named, named_for
from zhike.records.customer.scope import customers_for
from zhike.records.score.lookups import RunRow, current_run
from zhike.records.score.models import Score, Standing
from zhike.words.viewer import Viewer

MOST = 500


@dataclass(frozen=True, slots=True)
class Crossed:
    """One pair of tiers: how many customers have both, and what they bought in 12 months."""

    a: str
    b: str
    customers: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Both:
    """One customer under both schemes, each tier with the line that explains it."""

    customer: Named
    a: str
    b: str
    said_a: str
    said_b: str
    provisional: bool
    amount_fen: int | None


def schemes_for(viewer: Viewer) -> tuple[RunRow | None, list[str]]:
    """Return the current run and the tier schemes it holds for the Viewer's customers."""
    run = current_run()
    if run is None:
        return None, []
    rows = Score.objects.filter(run_id=run.id, customer__in=customers_for(viewer)).exclude(tier="")
    return run, sorted(rows.order_by().values_list("scheme", flat=True).distinct())


def crossed_for(viewer: Viewer, a: str, b: str, *, run_id: int) -> list[Crossed]:
    """Return the counts of every pair of tiers of two schemes, within the Viewer's rows."""
    rows = _both(viewer, a, b, run_id).values("tier", "other")
    found = rows.annotate(n=Count("id"), total=Sum("amount")).order_by("tier", "other")
    return [Crossed(row["tier"], row["other"], row["n"], row["total"] or 0) for row in found]


def both_for(
    viewer: Viewer, a: str, b: str, *, pairs: list[tuple[str, str]], run_id: int, most: int = 12
) -> list[Both]:
    """Return the biggest customers that stand in one of the pairs of tiers, with both whys."""
    if not pairs:
        return []
    rows = _both(viewer, a, b, run_id)
    wanted = [row for row in rows.order_by(F("amount").desc(nulls_last=True), "id")[:MOST]
              if (row.tier, row.other) in pairs][:most]  # fmt: skip
    ids = [row.customer_id for row in wanted]
    names = named_for(viewer, ids)
    others = {
        score.customer_id: score
        for score in Score.objects.filter(run_id=run_id, scheme=b, customer_id__in=ids)
    }
    return [
        Both(
            names[row.customer_id], row.tier, row.other, row.explanation,
            others[row.customer_id].explanation,
            row.provisional or others[row.customer_id].provisional, row.amount,
        )
        for row in wanted
    ]  # fmt: skip


def _both(viewer: Viewer, a: str, b: str, run_id: int) -> Any:
    """Return the scores of scheme a with `other`, the tier in b, and `amount`, both known."""
    other = Score.objects.filter(run_id=run_id, scheme=b, customer_id=OuterRef("customer_id"))
    amount = Standing.objects.filter(run_id=run_id, customer_id=OuterRef("customer_id"))
    rows = Score.objects.filter(run_id=run_id, scheme=a, customer__in=customers_for(viewer))
    return (
        rows.exclude(tier="")
        .annotate(other=Subquery(other.values("tier")[:1]))
        .annotate(amount=Subquery(amount.values("amount_fen")[:1]))
        .exclude(other="")
        .filter(other__isnull=False)
    )
