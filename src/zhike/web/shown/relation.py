"""Which relation two customers may have that are not one, the likeliest chosen already."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from zhike.clean.firm_name import firm_name
from zhike.clean.name_parts import plain_names
from zhike.clean.name_relations import BRANCH, SISTER, name_relation
from zhike.records.match.found import Pair
from zhike.records.merge.lookups import Side
from zhike.records.merge.relations import OTHER, RELATIONS

_HEAD, _BRANCH, _SISTER = "总公司", "分公司", "兄弟公司"
_AS_NAMED = {BRANCH: _BRANCH, SISTER: _SISTER}


def relation_choices(sides: Sequence[Side], pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Return the words for what the second customer is to the first, one of them `here`."""
    likely = _likely(sides, next((pair.relation for pair in pairs if pair.relation), ""))
    return [{"word": word, "here": word == likely} for word in RELATIONS]


def _likely(sides: Sequence[Side], proposed: str) -> str:
    """Return the word proposed, else what the names say; of a branch which side it is."""
    first, second, *_rest = plain_names(pl.Series([side.name for side in sides])).fill_null("")
    word = proposed or _AS_NAMED.get(name_relation(first, second), OTHER)
    if word != _BRANCH:
        return word
    is_branch, other = (bool(firm_name(name).branch) for name in (first, second))
    if is_branch == other:
        return _SISTER if other else _BRANCH
    return _BRANCH if other else _HEAD
