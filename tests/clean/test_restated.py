"""Cells that only say again what is kept, and customers that share nothing but a number."""

import polars as pl

from zhike.clean.restated import namesakes_only, restated

KEPT = pl.DataFrame(
    {
        "_identity": ["编号:C202405001", "编号:K2"],
        "number": ["C202405001", "C202405002"],
        "external_id": ["", "K2"],
        "name": ["甲州精密", "乙城物流"],
        "size_text": ["", "100-500人"],
        "size_label": ["中小企业", "大型企业"],
    }
)


def rows(*names: str | None) -> pl.DataFrame:
    """Return the two rows a table prints for them, under these names."""
    return KEPT.select(
        "_identity", pl.Series("name", names, dtype=pl.String),
        external_id=pl.Series(["C202405001", "K2"]),
        size_text=pl.Series(["中小企业", "大型企业"]),
    )  # fmt: skip


def test_our_number_finds_only_a_customer_of_the_same_name() -> None:
    assert namesakes_only(rows("甲州精密", "别的名字"), KEPT).height == 2
    assert namesakes_only(rows("甲**", "乙城物流"), KEPT).height == 2
    assert namesakes_only(rows(None, None), KEPT).height == 2
    assert namesakes_only(rows("别家公司", "乙城物流"), KEPT)["_identity"].to_list() == ["编号:K2"]


def test_what_is_known_already_is_no_news() -> None:
    told = restated(rows("甲州精密", "乙城物流"), KEPT)
    assert told["external_id"].to_list() == [None, "K2"]
    assert told["size_text"].to_list() == [None, None]
    assert restated(rows("甲", "乙"), KEPT.clear())["external_id"].to_list() == ["C202405001", "K2"]
