"""Which batches were handed over as files, so that one may ask for them again."""

from collections.abc import Sequence

from zhike.records.batch.lookups import BatchRow
from zhike.records.batch.models import Batch


def with_originals(batches: Sequence[BatchRow]) -> set[int]:
    """Return the ids of those of some batches that have files behind them."""
    rows = Batch.objects.filter(pk__in=[batch.id for batch in batches]).values_list("id", "about")
    return {batch_id for batch_id, about in rows if about.get("paths")}
