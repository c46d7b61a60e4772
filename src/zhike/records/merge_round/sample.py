"""Which groups of a rule a person looks at: by lot, and the same lot for the same groups."""

import hashlib
import json
import random
from collections.abc import Sequence


def drawn(rule: str, groups: Sequence[Sequence[int]], size: int) -> list[int]:
    """Return the places of at most `size` groups, drawn with the rule and the groups as the lot.

    Nobody can draw again until it suits: only other groups bring another sample.
    """
    lot = json.dumps([rule, [sorted(ids) for ids in groups]], ensure_ascii=False)
    seed = int.from_bytes(hashlib.sha256(lot.encode()).digest()[:8])
    return random.Random(seed).sample(range(len(groups)), min(size, len(groups)))  # noqa: S311
