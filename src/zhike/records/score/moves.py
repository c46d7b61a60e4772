"""Who moved between tiers: kept when a run replaces another."""

from django.db import connection, transaction
from django.db.models import Max, Min

from zhike.records.score.models import AnalysisRun, Score

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
