"""Records that are one customer, surely and perhaps."""

import polars as pl

from zhike.clean.same_groups import same_groups


def grouped(
    *rows: tuple[str, str | None, str | None], apart: tuple[tuple[int, int], ...] = ()
) -> list[tuple[int, int, bool]]:
    names, phones, codes = (list(column) for column in zip(*rows, strict=True))
    columns = {"id": list(range(1, len(rows) + 1)), "name": names}
    schema = {"phone": pl.String, "credit_code": pl.String}
    frame = pl.DataFrame(columns | {"phone": phones, "credit_code": codes}, schema_overrides=schema)
    return same_groups(frame, apart=apart).rows()


def test_three_spellings_and_a_branch() -> None:
    # Traditional characters with the same code; the purchasing department by name and phone only.
    assert grouped(
        ("苏州宏远精密机械有限公司", "13800001111", "X1"),
        ("蘇州宏遠精密機械有限公司", "13800002222", "X1"),
        ("苏州宏远精密机械有限公司采购部", "13800001111", None),
        ("苏州宏远精密机械有限公司昆山分公司", "13800001111", None),
    ) == [(1, 1, True), (1, 2, True), (1, 3, False)]


def test_a_shared_phone_alone_is_nothing() -> None:
    rows = [(name, "13800001111", None) for name in ("甲方物流有限公司", "乙方食品有限公司")]
    assert grouped(*rows) == []


def test_two_different_codes_stay_two() -> None:
    rows = [("宏远机械有限公司", "13800001111", code) for code in ("X1", "X2")]
    assert grouped(*rows) == []


def test_what_a_person_told_apart_stays_apart() -> None:
    rows = [("宏远机械有限公司", None, "X1"), ("宏远机械公司", None, "X1")]
    assert grouped(*rows) == [(1, 1, True), (1, 2, True)]
    assert grouped(*rows, apart=((1, 2),)) == []


def test_nobody() -> None:
    assert same_groups(pl.DataFrame(schema={"id": pl.Int64, "name": pl.String})).is_empty()
