"""Reading follow-ups, as the rows behind a figure."""

from collections.abc import Iterable

from zhike.records.customer.named import Said
from zhike.records.customer.scope import customers_for
from zhike.records.interaction.models import Interaction
from zhike.words.viewer import Viewer


def follow_ups_said(viewer: Viewer, interaction_ids: Iterable[int]) -> dict[int, Said]:
    """Return follow-ups by way and place, of the Viewer's customers only."""
    rows = Interaction.objects.live().filter(
        pk__in=list(interaction_ids), customer__in=customers_for(viewer).values("id")
    )
    return {row.pk: Said(row.way or "跟进", row.place) for row in rows}
