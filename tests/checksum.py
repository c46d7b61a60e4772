"""One number for everything the book holds, to compare before and after."""

import hashlib
import json

from zhike.records.intake.nouns import NOUNS

LOOSE = {"rev", "id", "born_batch_id", "created_at"}  # differ between equal books


def book_checksum() -> str:
    """Return the digest of every live row of every input noun, in the order of identity."""
    digest = hashlib.sha256()
    for noun in NOUNS.values():
        rows = noun.model._default_manager.filter(gone_at__isnull=True).order_by("identity")
        for row in rows.values():
            kept = {name: value for name, value in row.items() if name not in LOOSE}
            for name in ("customer_id", "order_id"):
                kept.pop(name, None)
            digest.update(json.dumps(kept, sort_keys=True, default=str).encode())
        digest.update(noun.name.encode())
    return digest.hexdigest()
