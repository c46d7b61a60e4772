"""Knowing our own workbooks again: the installation's mark on a batch's number."""

import hashlib
import hmac

from zhike.records.home import Home


def mark_of(batch_id: int, *, home: Home) -> str:
    """Return the mark of a batch: another installation's batch of the same number has another."""
    key = home.secret_key().encode()
    return hmac.new(key, f"batch {batch_id}".encode(), hashlib.sha256).hexdigest()[:20]


def is_marked(batch_id: int, mark: str, *, home: Home) -> bool:
    """Say whether a mark is this installation's for a batch."""
    return hmac.compare_digest(mark_of(batch_id, home=home), mark)
