"""A few customers side by side with what speaks for their being one: the middle of 查重."""

from collections.abc import Sequence
from typing import Any

from zhike.playbook.playbook import Playbook
from zhike.records.match.lookups import pairs_among
from zhike.records.merge.lookups import Merging, merging_for
from zhike.web.shown.merge import field_rows, people_lines
from zhike.web.shown.waterfall import waterfall
from zhike.words.viewer import Viewer


def side_by_side(viewer: Viewer, ids: Sequence[int], playbook: Playbook) -> dict[str, Any]:
    """Return the context of clean/waterfall.html and of the table both pages of 查重 draw.

    `found` are the pairs of the first customer with each other one that looks like it.
    """
    merging = merging_for(viewer, ids)
    rows, equal = field_rows(merging, playbook)
    first, *others = merging.sides
    told = {frozenset((pair.a, pair.b)): pair for pair in pairs_among(viewer, ids)}
    found = [(one, told.get(frozenset((first.id, one.id)))) for one in others]
    return {
        "merging": merging,
        "rows": rows,
        "equal": equal,
        "people": people_lines(merging.sides),
        "people_after": _people_after(merging),
        "found": [pair for _other, pair in found if pair],
        "pairs": [{"with": other, **waterfall(pair)} for other, pair in found if pair],
        "is_pair": len(others) == 1,
    }


def _people_after(merging: Merging) -> int:
    return sum(side.contacts for side in merging.sides) - merging.shared_phones
