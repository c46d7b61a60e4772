"""The card of the customers that belong together with one, and of those it was made of."""

from typing import Any

from zhike.records.merge.lookups import merges_of
from zhike.records.merge.related import house_of, related_to
from zhike.records.merge.relations import RELATIONS
from zhike.words.viewer import Viewer


def related_shown(viewer: Viewer, customer_id: int) -> dict[str, Any]:
    """Return the context of customers/related.html, all within the Viewer's rows."""
    return {
        "related": related_to(viewer, customer_id),
        "house": house_of(viewer, customer_id),
        "relations": RELATIONS,
        "merges": merges_of(viewer, customer_id),
    }
