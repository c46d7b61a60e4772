"""Channel costs as they are kept, for who sees the whole book."""

from dataclasses import dataclass

from zhike.records.channel_cost.models import ChannelCost
from zhike.records.customer.scope import settled
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CostRow:
    """One cost as the list shows it; money in 分."""

    id: int
    number: str
    month: str
    channel: str
    amount_fen: int
    note: str
    place: str
    by_hand: bool


def costs_for(viewer: Viewer) -> list[CostRow]:
    """Return the costs, the latest month first; none for who sees a part of the customers only."""
    if viewer.scope != "all":
        return []
    rows = ChannelCost.objects.live().filter(settled()).order_by("-month", "channel", "id")
    return [
        CostRow(row.pk, row.external_id, row.month, row.channel, row.amount_fen, row.note,
                row.place, row.born_batch_id is None)
        for row in rows
    ]  # fmt: skip
