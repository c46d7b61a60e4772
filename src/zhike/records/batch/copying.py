"""A batch of values read again: its source is that of the batches they came with."""

from collections.abc import Collection

from zhike.records.batch.models import Batch
from zhike.records.batch.source import WORDS


def source_like(batch_id: int, others: Collection[int]) -> None:
    """Say of a waiting batch the source of others, as far as they say the same."""
    told = list(Batch.objects.filter(pk__in=others).values(*WORDS))
    same = {name: told[0][name] for name in WORDS if len({one[name] for one in told}) == 1}
    if same:
        Batch.objects.filter(pk=batch_id).update(**same)
