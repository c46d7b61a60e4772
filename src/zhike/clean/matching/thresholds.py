"""Where a pair's weight makes it a duplicate, and where a matter for a person."""

from dataclasses import dataclass

SHARED_MOBILE = 3  # from this level on a mobile is the same; such a pair is looked at in any case


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Weights in bits: 2 bits are odds of 4 to 1. They mean the same for books of every size."""

    duplicate: float = 2.0
    review: float = -2.0
