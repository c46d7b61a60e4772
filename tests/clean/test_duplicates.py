"""New customers that share a value with kept ones, also where thousands share it."""

import polars as pl

from zhike.clean.duplicates import BEARERS, pairs_across

TEXTS = {"name": pl.String, "phone": pl.String, "credit_code": pl.String}


def fresh(*rows: tuple[int, str | None, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"_at": pl.Int64, **TEXTS}, orient="row")


def kept(*rows: tuple[int, str | None, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"id": pl.Int64, **TEXTS}, orient="row")


def test_what_is_equal_is_told_of_each_pair() -> None:
    new = fresh((0, "甲州机械厂", "13912340001", None), (1, "丙江食品厂", "139****0002", None))
    old = kept(
        (7, "甲州机械厂", "13912340009", "91310115MA1K35F2XF"),
        (7, "甲州机械厂", "13912340001", "91310115MA1K35F2XF"),  # its second number
        (8, "戊山电子厂", "13912340001", None),
        (9, "己山电子厂", "139****0002", None),  # hidden in part: nothing to go by
    )
    told = pairs_across(new, old).sort("id")
    assert told.select("_at", "id", "name", "phone", "credit_code", "weight").rows() == [
        (0, 7, True, True, False, 4.0),  # 8 + 8 - 12 bits
        (0, 8, False, True, False, -4.0),
    ]


def test_a_number_thousands_share_leads_to_some_and_to_those_of_the_same_name() -> None:
    many = [(at, f"甲{at}州机械厂", "13912340001", None) for at in range(1, 3001)]
    told = pairs_across(fresh((0, "甲2500州机械厂", "13912340001", None)), kept(*many))
    assert told.height == BEARERS + 1
    assert told.filter("name").select("id", "phone").rows() == [(2500, True)]


def test_nothing_in_common_is_no_pair() -> None:
    assert pairs_across(
        fresh((0, "甲州机械厂", None, None)), kept((7, "丙江", None, None))
    ).is_empty()
