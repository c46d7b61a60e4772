"""Which pairs are looked at, and which groups come of them."""

import polars as pl

from zhike.clean.matching.groups import grouped, pairs_within
from zhike.clean.matching.keys import Key, candidates
from zhike.clean.matching.one_off import with_cuts

STRONG, WEAK = Key((pl.col("phone"),), strong=True), Key((pl.col("phone"),))
LISTED = Key((pl.col("phones"), pl.col("name")))


def switchboard(size: int) -> pl.DataFrame:
    return pl.DataFrame({"id": range(1, size + 1), "phone": ["010"] * size})


def test_a_large_strong_group_is_a_star_and_a_weak_one_nothing() -> None:
    assert candidates(switchboard(4), [STRONG]).height == 6
    assert candidates(switchboard(4), [WEAK]).height == 6
    assert candidates(switchboard(200), [WEAK]).is_empty()
    assert candidates(switchboard(200), [STRONG]).rows() == [(1, b) for b in range(2, 201)]


def test_changed_rows_meet_all_others_and_no_more() -> None:
    for size in (4, 200):
        whole = candidates(switchboard(size), [STRONG])
        some = candidates(switchboard(size), [STRONG], changed=pl.Series([1, 3]))
        wanted = whole.filter(pl.col("a").is_in([1, 3]) | pl.col("b").is_in([1, 3]))
        assert some.equals(wanted)


def test_one_of_several_phones_is_enough_and_nothing_matches_nothing() -> None:
    rows = pl.DataFrame(
        {
            "id": [1, 2, 3, 4, 5],
            "name": ["甲", "甲", "乙", None, None],
            "phones": [["1", "2"], ["2", "3"], ["2"], None, None],
        },
        schema_overrides={"phones": pl.List(pl.String)},
    )
    assert candidates(rows, [LISTED]).rows() == [(1, 2)]
    assert candidates(rows.clear(), [LISTED]).is_empty()


def test_groups_leave_out_the_weakest_tie_to_a_forbidden_pair() -> None:
    assert grouped([(1, 2), (2, 3), (5, 4)]) == [[1, 2, 3], [4, 5]]
    assert grouped([(1, 2), (2, 3)], apart=[(1, 3)]) == [[1, 2]]
    assert grouped([(2, 3), (1, 2)], apart=[(3, 1)]) == [[2, 3]]
    assert pairs_within([[1, 2], [3, 4, 5]]) == [(3, 4), (3, 5), (4, 5)]


def test_texts_one_character_apart_share_a_cut_or_a_hole() -> None:
    told = with_cuts(pl.DataFrame({"core": ["华兴科技", "华星科技", "华科技", "华兴"]}), ["core"])
    whole, wrong, missing, short = told.iter_rows(named=True)
    assert set(whole["core_holes"]) & set(wrong["core_holes"]) == {"华_科技"}
    assert missing["core"] in whole["core_cuts"]
    assert short["core_cuts"] is None
