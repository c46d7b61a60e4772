"""Who a row is, and what becomes of it."""

import polars as pl

from zhike.clean.fates import fates
from zhike.clean.identity import customer_reference, identified


def rows(**columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame(columns).with_columns(_parent=pl.lit(None, dtype=pl.String))


def kept(**columns: list[object]) -> pl.DataFrame:
    frame = pl.DataFrame(columns)
    return frame.with_columns(_id=pl.int_range(1, pl.len() + 1), _mine=pl.lit(value=True))


def test_a_number_beats_a_name_and_a_name_counts_its_occurrence():
    frame = rows(external_id=["C001", None, None], name=["甲", "乙公司", "乙 公司"])
    named = identified("customers", frame)
    assert named["_identity"].to_list() == ["编号:C001", "名称:乙公司#1", "名称:乙公司#2"]
    assert customer_reference(frame).to_list() == ["编号:C001", "名称:乙公司#1", "名称:乙公司#1"]


def test_equal_lines_of_one_order_stay_two():
    lines = pl.DataFrame(
        {"_parent": ["订单号:O1"] * 3, "product": ["茶"] * 3, "amount_fen": [100, 100, 200]}
    )
    assert identified("order_lines", lines)["_identity"].to_list() == [
        "明细:订单号:O1|茶||100#1",
        "明细:订单号:O1|茶||100#2",
        "明细:订单号:O1|茶||200#1",
    ]


def test_a_masked_contact_is_told_apart_by_phone():
    people = pl.DataFrame(
        {"_parent": ["编号:C1"] * 2, "name": ["*经理", "王伟"], "phone": ["139****5678", "138"]}
    )
    assert identified("contacts", people)["_identity"].to_list() == [
        "联系人:编号:C1|*经理139****5678",
        "联系人:编号:C1|王伟",
    ]


def test_new_changed_and_same():
    frame = identified("customers", rows(external_id=["1", "2", "3"], name=["甲", "乙", "丙"]))
    known = kept(_identity=["编号:1", "编号:2"], name=["甲", "旧名"])
    said = fates(frame, known)
    assert said["_fate"].to_list() == ["same", "changed", "new"]
    assert said["_known_id"].to_list() == [1, 2, None]


def test_empty_never_erases_and_absent_columns_are_not_compared():
    frame = identified("customers", rows(external_id=["1"], name=[None])).with_columns(
        pl.col("name").cast(pl.String)
    )
    known = kept(_identity=["编号:1"], name=["甲"], remark=["旧"])
    assert fates(frame, known)["_fate"].to_list() == ["same"]


def test_an_empty_text_is_filled():
    frame = identified("customers", rows(external_id=["1"], name=["甲"]))
    assert fates(frame, kept(_identity=["编号:1"], name=[""]))["_fate"].to_list() == ["changed"]


def test_a_masked_value_never_replaces_a_full_one():
    frame = pl.DataFrame(
        {
            "_parent": ["编号:C1", "编号:C2"],
            "external_id": ["P1", "P2"],
            "phone": ["138****5678"] * 2,
        }
    )
    known = kept(_identity=["联系人ID:P1", "联系人ID:P2"], phone=["13812345678", ""])
    said = fates(identified("contacts", frame), known, masked=["phone"])
    assert said["phone"].to_list() == [None, "138****5678"]
    assert said["_fate"].to_list() == ["same", "changed"]


def test_a_full_value_replaces_a_masked_one():
    frame = pl.DataFrame({"_parent": ["编号:C1"], "external_id": ["P1"], "phone": ["13812345678"]})
    known = kept(_identity=["联系人ID:P1"], phone=["138****5678"])
    said = fates(identified("contacts", frame), known, masked=["phone"])
    assert said["_fate"].to_list() == ["changed"]


def test_a_key_met_again_is_same_or_waits_for_a_person():
    frame = identified("customers", rows(external_id=["1", "1", "1"], name=["甲", "甲", "乙"]))
    said = fates(frame, kept(_identity=["编号:9"], name=["x"]).clear())
    assert said["_fate"].to_list() == ["new", "same", "unclear"]
    assert said["_why"].to_list() == [None, None, "repeated"]


def test_what_is_not_mine_waits_for_a_person():
    frame = identified("customers", rows(external_id=["1"], name=["甲"]))
    known = kept(_identity=["编号:1"], name=["乙"]).with_columns(_mine=pl.lit(value=False))
    said = fates(frame, known)
    assert (said["_fate"].item(), said["_why"].item()) == ("unclear", "foreign")
