"""What a person goes through: groups of found pairs, and who counts once."""

import polars as pl
from clean.matching.hand_made import CODE

from zhike.clean.matching.find import find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.review import Met, Together, same_rows, together
from zhike.clean.matching.ways import Ways
from zhike.playbook.same_rules import BUILT_IN


def met(a: int, b: int, verdict: str = "duplicate", weight: float = 9.0, **more: str) -> Met:
    told = {"relation": "", "veto": "", "said": ""} | more
    return Met(a * 100 + b, a, b, weight, 0.99, verdict, **told)


def ids(found: list[Together]) -> list[tuple[int, ...]]:
    return [one.ids for one in found]


def test_duplicates_tie_and_other_pairs_stand_alone() -> None:
    found = together([met(1, 2), met(2, 3), met(1, 4, "review"), met(5, 6, "review")])
    assert ids(found) == [(1, 2, 3), (1, 4), (5, 6)]
    assert [one.is_sure for one in found] == [True, False, False]


def test_a_group_is_no_surer_than_its_least_pair() -> None:
    (found,) = together([met(1, 2), met(2, 3), met(1, 3, "review", 1.5)])
    assert (found.is_sure, found.least.weight) == (False, 1.5)


def test_no_group_holds_what_a_veto_or_a_person_keeps_apart() -> None:
    pairs = [met(1, 2), met(2, 3, weight=5.0)]
    branch = met(1, 3, "related", 7.0, veto="branch", relation="分公司")
    assert ids(together([*pairs, branch])) == [(1, 2), (1, 3), (2, 3)]
    unseen = met(1, 3, "apart", 0.0)
    assert ids(together([*pairs, unseen])) == [(1, 2), (2, 3)]
    assert ids(together(pairs, judged=[(1, 3)])) == [(1, 2), (2, 3)]
    doubted = met(1, 3, "review", 1.0, veto="short")  # it only doubts: the third ties them
    assert ids(together([*pairs, doubted])) == [(1, 2, 3)]


def test_what_was_judged_is_done_and_what_was_put_off_is_last() -> None:
    assert together([met(1, 2, said="不同"), met(3, 4, said="有关联")]) == []
    (later,) = together([met(1, 2, said="以后")])
    assert later.is_later


def test_a_record_is_sure_when_another_of_its_group_has_the_same_code() -> None:
    groups = together([met(1, 2), met(2, 3), met(8, 9, "review")])
    assert same_rows(groups, {1: "X1", 2: "X1", 8: "Y"}) == [
        (1, 1, True),
        (1, 2, True),
        (1, 3, False),
    ]


def test_three_spellings_and_a_branch() -> None:
    # Traditional characters with the same code; the purchasing department by name and phone only.
    rows = [
        ("苏州宏远精密机械有限公司", "13800001111", CODE),
        ("蘇州宏遠精密機械有限公司", "13800002222", CODE),
        ("苏州宏远精密机械有限公司采购部", "13800001111", None),
        ("苏州宏远精密机械有限公司昆山分公司", "13800001111", None),
        ("甲方物流有限公司", "13800001111", None),
    ]
    names = ["name", "phone", "credit_code"]
    frame = pl.DataFrame(rows, schema=names, orient="row").with_row_index("id", 1)
    firms = frame.with_columns(pl.col("id").cast(pl.Int64), kind=pl.lit("organisation"))
    found = find_matches(comparable(firms), ways=Ways(rules=BUILT_IN))
    assert found.groups == [[1, 2, 3]]
    verdicts = {(p["a"], p["b"]): p["relation"] for p in found.pairs.iter_rows(named=True)}
    assert verdicts[1, 4] == "分公司"
    assert verdicts[1, 5] == "同一负责人"
