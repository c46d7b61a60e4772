"""Who moved between tiers: kept when a run replaces another, read within the Viewer's rows."""

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Max, Min

from zhike.records.customer.scope import customers_for
from zhike.records.score.models import AnalysisRun, Score, TierMove
from zhike.words.viewer import Viewer

STEP = 20_000  # customers compared in one transaction, so that other writers never wait long
COMPARE = """
INSERT INTO tier_move (run_id, customer_id, scheme, before, after)
SELECT fresh.run_id, fresh.customer_id, fresh.scheme, old.tier, fresh.tier
FROM score fresh JOIN score old ON old.run_id = %s AND old.customer_id = fresh.customer_id
     AND old.scheme = fresh.scheme
WHERE fresh.run_id = %s AND fresh.customer_id >= %s AND fresh.customer_id < %s
      AND old.tier <> '' AND fresh.tier <> '' AND old.tier <> fresh.tier
"""


def keep_moves(run_id: int) -> None:
    """Keep who stands in another tier than in the current run; call before the run replaces it."""
    before = AnalysisRun.objects.filter(state="当前").values_list("id", flat=True).first()
    ids = Score.objects.filter(run_id=run_id).aggregate(low=Min("customer"), high=Max("customer"))
    if before is None or ids["low"] is None:
        return
    for low in range(ids["low"], ids["high"] + 1, STEP):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(COMPARE, [before, run_id, low, low + STEP])


@dataclass(frozen=True, slots=True)
class Move:
    """One customer that moved between two tiers of a scheme, and the day it was seen."""

    customer_id: int
    customer: str
    owner: str
    scheme: str
    before: str
    after: str
    seen_on: date


def moves_for(viewer: Viewer, scheme: str, *, since: date, limit: int = 50) -> list[Move]:
    """Return who moved in a scheme since a day within the Viewer's rows, the newest first."""
    rows = TierMove.objects.filter(
        scheme=scheme, run__as_of__gte=since, customer__in=customers_for(viewer)
    )
    found = rows.select_related("run", "customer__owner").order_by("-run_id", "customer_id")
    return [_move(row) for row in found[:limit]]


def _move(row: TierMove) -> Move:
    customer = row.customer
    return Move(
        customer_id=customer.pk,
        customer=customer.name or customer.external_id or customer.number,
        owner=customer.owner.name if customer.owner else "",
        scheme=row.scheme,
        before=row.before,
        after=row.after,
        seen_on=row.run.as_of,
    )
