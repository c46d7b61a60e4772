"""Records that are one customer, as groups: surely by credit code, perhaps by name and phone."""

import re
from collections import Counter
from collections.abc import Collection

import polars as pl

from zhike.clean.duplicates import exact_pairs
from zhike.clean.names import match_keys

_LEGAL = r"(股份有限公司|有限责任公司|有限公司|集团公司|公司|集团)"
_DEPARTMENT = r"(采购|销售|市场|财务|行政|人事|技术|生产|设备|物流|仓储|后勤)[部处科]$"
_BRANCH = re.compile(r"(分公司|分店|分厂|办事处|子公司|营业部)")
_LEAST_CORE, _LEAST_SHARE = 4, 0.6
Pair = tuple[int, int]
SCHEMA = {"group": pl.Int64, "customer_id": pl.Int64, "sure": pl.Boolean}


def same_groups(customers: pl.DataFrame, *, apart: Collection[Pair] = ()) -> pl.DataFrame:
    """Return group, customer_id, sure: records that are one customer, two or more a group.

    `customers` has id, name, phone, credit_code; `apart` the pairs a person said are not one.
    Equal credit codes are sure; a record whose name core and phone agree with a group's and that
    has no other code of its own is not (S0-11, S3-09). A branch is a customer of its own; a sister
    firm on the same phone has another core.
    """
    pairs = exact_pairs(customers)
    if pairs.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    codes = dict(customers.select("id", "credit_code").iter_rows())
    cores = dict(zip(customers["id"], map(_core, match_keys(customers["name"])), strict=True))
    known = pairs.filter("credit_code").select("a", "b").rows()
    joined = _Joined(codes, apart)
    for a, b in known:
        joined.tie(a, b)
    sure = {one for pair in known for one in pair}
    for a, b in pairs.filter(pl.col("phone") & ~pl.col("credit_code")).select("a", "b").iter_rows():
        if _agree(cores[a], cores[b]):
            joined.tie(a, b)
    rows = [
        (group, one, one in sure) for group, ids in enumerate(joined.groups(), 1) for one in ids
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _core(name: str | None) -> str:
    """Return a name's key without legal form and department: what the firm is called."""
    return re.sub(_DEPARTMENT, "", re.sub(_LEGAL + "$", "", re.sub(_DEPARTMENT, "", name or "")))


def _agree(one: str, other: str) -> bool:
    """Say whether two cores may be one firm: the shorter one's characters are in the longer."""
    short, long = sorted((one, other), key=len)
    if bool(_BRANCH.search(one)) != bool(_BRANCH.search(other)) and one != other:
        return False
    enough = len(short) >= _LEAST_CORE and len(short) >= _LEAST_SHARE * len(long)
    return enough and not Counter(short) - Counter(long)


class _Joined:
    """Sets of ids that grow together, unless different credit codes or a pair apart would meet."""

    def __init__(self, codes: dict[int, str | None], apart: Collection[Pair]) -> None:
        self._codes, self._sets = codes, dict[int, set[int]]()
        self._apart = [set(pair) for pair in apart]

    def tie(self, a: int, b: int) -> None:
        one, other = (self._sets.setdefault(i, {i}) for i in (a, b))
        if one is other or len({c for i in one | other if (c := self._codes.get(i))}) > 1:
            return
        if any(pair <= one | other for pair in self._apart):
            return
        one |= other
        for i in other:
            self._sets[i] = one

    def groups(self) -> list[list[int]]:
        """Return the sets of two and more, each and all in order."""
        found = {tuple(sorted(ids)) for ids in self._sets.values()}
        return [list(ids) for ids in sorted(found) if len(ids) > 1]
