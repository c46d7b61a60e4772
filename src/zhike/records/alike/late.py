"""The comparison of new customers with kept ones, loaded where there is somebody to compare."""

from collections.abc import Callable, Sequence
from importlib import import_module

from zhike.clean.alike_rows import Alike, Guess
from zhike.clean.matching.typed import Typed
from zhike.records.customer.models import Customer
from zhike.words.viewer import Viewer

Tell = Callable[[int, int, str], None]


def alike_to_kept(viewer: Viewer, *, tell: Tell) -> Alike | None:
    """Return how new customers of a sheet are asked about, None where nobody is kept yet."""
    if not Customer.objects.live().exists():
        return None

    def alike(customers: Sequence[Typed]) -> Sequence[Sequence[Guess]]:
        rows = import_module("zhike.records.alike.rows")  # with it the whole of matching
        found: Sequence[Sequence[Guess]] = rows.alike_for(viewer, customers, tell=tell)
        return found

    return alike
