"""Which relation two customers may have that are not one, the likeliest chosen already."""

import re
from collections.abc import Sequence
from typing import Any

from zhike.records.match.found import Pair
from zhike.records.merge.lookups import Side
from zhike.records.merge.relations import OTHER, RELATIONS

_BRANCH = re.compile("分公司|分店|分厂|办事处|营业部|分部|支行")
_HEAD, _BRANCH_WORD, _SISTER = "总公司", "分公司", "兄弟公司"


def relation_choices(sides: Sequence[Side], pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Return the words for what the second customer is to the first, one of them `here`."""
    likely = _likely(sides, next((pair.relation for pair in pairs if pair.relation), ""))
    return [{"word": word, "here": word == likely} for word in RELATIONS]


def _likely(sides: Sequence[Side], proposed: str) -> str:
    if proposed != _BRANCH_WORD:
        return proposed or OTHER
    first, second, *_rest = (bool(_BRANCH.search(side.name)) for side in sides)
    if first == second:
        return _SISTER if first else _BRANCH_WORD
    return _BRANCH_WORD if second else _HEAD
