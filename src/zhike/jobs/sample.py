"""Whether the sample may be made: only where there is nothing yet."""

from zhike.records.customer.scope import customers_for
from zhike.words.viewer import Viewer


def has_customers(viewer: Viewer) -> bool:
    """Say whether the book holds any customer."""
    return customers_for(viewer).exists()
