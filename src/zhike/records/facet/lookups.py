"""How often each value of a column is there."""

from django.db.models import Count

from zhike.records.facet.columns import Column, rows_of
from zhike.words.viewer import Viewer

MOST = 2_000  # different values; a column with more is no list of words


def counts_of(viewer: Viewer, column: Column, *, most: int = MOST) -> dict[str, int]:
    """Return {value: how many of the Viewer's rows hold it}, the commonest first."""
    rows = rows_of(viewer, column).annotate(_value=column.value).exclude(_value="")
    counted = rows.exclude(_value=None).values("_value").annotate(n=Count("pk"))
    told = counted.order_by("-n", "_value").values_list("_value", "n")[:most]
    return dict(told)


def different_in(viewer: Viewer, column: Column) -> int:
    """Return how many different values a column has in the Viewer's rows."""
    rows = rows_of(viewer, column).annotate(_value=column.value).exclude(_value="")
    return int(rows.exclude(_value=None).aggregate(n=Count("_value", distinct=True))["n"])
