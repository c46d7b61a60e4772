"""Pairs made by hand are judged as a person would, and explained."""

from functools import cache

import polars as pl
import pytest
from clean.matching.hand_made import ROWS, found_in, judged, table

from zhike.clean.matching.find import Found, find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.thresholds import Thresholds
from zhike.clean.matching.ways import Ways


@cache
def everything() -> Found:
    return found_in(*(at for at, _ in ROWS))


@pytest.mark.parametrize(
    ("pair", "verdict", "relation"),
    [
        ((1, 2), "duplicate", None),  # traditional, brackets, +86, 王经理
        ((1, 3), "duplicate", None),  # alike in sound, legal form mistyped
        ((1, 4), "related", "分公司"),
        ((3, 4), "related", "分公司"),
        ((1, 5), "related", "兄弟公司"),
        ((1, 6), "related", "同一负责人"),
        ((11, 12), "duplicate", None),  # a masked mobile
        ((11, 13), "duplicate", None),  # one digit wrong
        ((21, 22), "duplicate", None),  # renamed, one credit code
        ((21, 23), "review", None),  # one name and phone, two valid codes
        ((25, 26), "duplicate", None),  # one full registered name, nothing else
        ((31, 32), "duplicate", None),
        ((31, 33), "review", None),  # the same name and city, no phone
        ((31, 34), "related", "共用电话"),
        ((31, 35), "duplicate", None),  # 张先生 on 张伟's phone
    ],
)
def test_a_pair_is_judged(pair: tuple[int, int], verdict: str, relation: str | None) -> None:
    assert judged(everything())[pair] == (verdict, relation)


def test_firms_of_one_name_in_two_cities_are_not_one() -> None:
    assert judged(everything()).get((11, 14)) is None
    assert (12, 14) not in judged(everything())


def test_a_common_core_alone_ties_nobody() -> None:
    assert judged(everything()).get((25, 27), ("review", None)) == ("review", None)


def test_groups_hold_duplicates_and_no_forbidden_pair() -> None:
    found = everything()
    assert found.groups == [[1, 2, 3], [11, 12, 13], [21, 22], [25, 26], [31, 32, 35]]
    within = {(a, b) for ids in found.groups for a in ids for b in ids if a < b}
    assert not within & {pair for pair, (said, _) in judged(found).items() if said == "related"}


def test_evidence_adds_up_and_is_said_in_words() -> None:
    for pair in everything().pairs.iter_rows(named=True):
        told = pair["evidence"]
        assert sum(one["bits"] for one in told) == pytest.approx(pair["weight"])
        assert all(one["said"] for one in told)
        assert 1 / (1 + 2 ** -pair["weight"]) == pytest.approx(pair["probability"])
    branch = everything().pairs.row(
        by_predicate=(pl.col("a") == 1) & (pl.col("b") == 4), named=True
    )
    assert branch["evidence"][-1]["said"] == "分支机构不同（总部 / 上海），不合并"


def test_the_same_rows_in_another_order_give_the_same_answer() -> None:
    turned = find_matches(comparable(table(ROWS[::-1])))
    assert turned.pairs.equals(everything().pairs)
    assert turned.groups == everything().groups


def test_only_changed_rows_give_what_a_full_run_says_of_them() -> None:
    changed = {2, 13, 34}
    some = find_matches(comparable(table()), changed=changed)
    whole = everything().pairs
    wanted = whole.filter(pl.col("a").is_in(changed) | pl.col("b").is_in(changed))
    assert some.pairs.equals(wanted)
    assert find_matches(comparable(table()), changed=[]).pairs.is_empty()


def test_a_group_keeps_apart_whom_a_person_told_apart() -> None:
    found = find_matches(comparable(table(ROWS[6:9])), apart=[(11, 13)])
    assert all({11, 13} - set(ids) for ids in found.groups)


def test_thresholds_move_the_verdict() -> None:
    strict = find_matches(
        comparable(table(ROWS[6:9])), ways=Ways(thresholds=Thresholds(duplicate=90.0))
    )
    assert set(strict.pairs["verdict"]) == {"review"}
    assert not strict.groups


def test_a_table_with_names_alone_or_without_rows_is_no_error() -> None:
    names = pl.DataFrame({"id": [1, 2], "name": ["华兴科技有限公司", "华兴科技"]})
    assert find_matches(comparable(names)).pairs["verdict"].to_list() in ([], ["review"])
    assert find_matches(comparable(names.clear())).groups == []
    assert find_matches(comparable(names.select("id"))).pairs.is_empty()
