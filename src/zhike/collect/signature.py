"""By what a sheet is known again next month: its heads, in whatever order they stand."""

import hashlib
from collections.abc import Iterable

from zhike.collect.fold import fold


def signature_of(heads: Iterable[str]) -> str:
    """Return the signature of heads: equal where they are the same but for order and writing."""
    folded = "\n".join(sorted({fold(head) for head in heads}))
    return hashlib.sha256(folded.encode()).hexdigest()[:24]
