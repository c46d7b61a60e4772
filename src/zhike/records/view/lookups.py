"""Reading one's own views."""

from dataclasses import dataclass

from zhike.records.view.models import SavedView
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One kept question."""

    id: int
    name: str
    query: dict[str, str]


def views_of(viewer: Viewer) -> list[ViewRow]:
    """Return the Viewer's own views in the order they were kept."""
    rows = SavedView.objects.filter(account_id=viewer.account_id).order_by("id")
    return [ViewRow(row.pk, row.name, row.query) for row in rows]
