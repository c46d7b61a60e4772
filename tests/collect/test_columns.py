"""Heads as people write them and the fields they mean."""

import re

import polars as pl
import pytest

from zhike.collect.columns import aliases_of, guess_columns
from zhike.collect.fold import take_apart
from zhike.collect.kinds import fields_for, guess_kind
from zhike.collect.mapping import check_map, check_used, mapped, read_map
from zhike.collect.reckoned import reckoned_from
from zhike.playbook.load import load_builtin
from zhike.words.problem import Refused
from zhike.words.sheet import Mapping, Sheet

PLAYBOOK = load_builtin("default")
FIELDS = {
    noun: PLAYBOOK.fields(noun)
    for noun in ("customers", "contacts", "interactions", "orders", "order_lines")
}


def sheet(*heads: str, title: str = "") -> Sheet:
    frame = pl.DataFrame({"_row": [2], **dict.fromkeys(heads, "x")})
    return Sheet("a.xlsx", "客户", heads, frame, (title,) if title else ())


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("客户名称", "customers.name"),
        ("客户 名称*", "customers.name"),
        ("客戶名稱：", "customers.name"),
        ("【客户编号】", "customers.external_id"),
        ("ＣＵＳＴＯＭＥＲ ＩＤ", "customers.external_id"),
        ("联系人-手机", "contacts.phone"),
        ("联系人及电话-姓名", "contacts.name"),
        ("公司信息-名称", "customers.name"),
        ("上次拜访", "customers.stated_follow_up_on"),
        ("累计交易金额（万元）", "customers.stated_amount_fen"),
        ("天气", ""),
    ],
)
def test_heads_are_known_however_they_are_written(head, path):
    guessed = guess_columns(sheet(head), fields_for("customers", FIELDS))
    assert guessed.columns[0].path == path


def test_the_unit_is_read_from_the_head_or_the_title():
    assert take_apart("累计交易金额(万元)").unit == "万元"
    assert take_apart("金额/元").unit == "元"
    assert take_apart("客户名称").unit == ""
    fields = fields_for("customers", FIELDS)
    stated = guess_columns(sheet("客户名称", "累计交易金额", title="单位：万元"), fields)
    assert [column.unit for column in stated.columns] == ["", "万元"]
    own = guess_columns(sheet("累计交易金额(元)", title="单位：万元"), fields)
    assert own.columns[0].unit == "元"


def test_of_two_heads_with_one_meaning_the_surer_is_read():
    guessed = guess_columns(sheet("手机", "联系电话"), fields_for("customers", FIELDS))
    assert guessed.heads() == {"联系电话": "contacts.phone"}
    assert guessed.notes == ("“手机”与“联系电话”都像联系电话，只读了“联系电话”",)


@pytest.mark.parametrize("heads", [("地址", "城市"), ("城市", "地址")])
def test_a_head_that_is_not_read_as_one_field_is_the_next_it_may_mean(heads):
    fields = fields_for("customers", FIELDS)
    guessed = guess_columns(sheet(*heads, "公司地址"), fields)
    assert guessed.heads() == {"城市": "customers.city", "地址": "customers.详细地址"}
    assert guessed.notes == ("“公司地址”与“城市”都像城市，只读了“城市”",)
    assert guess_columns(sheet("地址"), fields).heads() == {"地址": "customers.city"}


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        (("客户编号", "客户名称", "联系人", "联系电话", "所属行业"), "customers"),
        (("客户名称",), "customers"),
        (("客户编号", "联系人", "职务", "手机", "邮箱"), "contacts"),
        (("互动ID", "客户ID", "互动时间", "互动方式", "跟进人"), "interactions"),
        (("订单号", "客户编号", "订单日期", "金额(元)"), "orders"),
        (("日期", "客户", "沟通内容", "跟进人", "下一步"), "interactions"),
        (("日期", "客户名称", "联系人", "电话", "行业"), "customers"),
        (("订单号", "客户编号", "订单日期", "产品", "数量", "金额"), "order_lines"),
    ],
)
def test_the_kind_is_what_most_heads_speak_of(heads, kind):
    assert guess_kind(sheet(*heads), FIELDS)[0] == kind


def test_a_sheet_about_nothing_known_is_refused_with_what_to_do():
    with pytest.raises(Refused, match="看不出是什么表：认得的列只有“备注”，请用 --kind"):
        guess_kind(sheet("备注", "天气"), FIELDS)


def test_every_synonym_can_make_a_row_the_head():
    assert {"客户名称", "公司名称", "customername"} <= aliases_of(FIELDS["customers"])


def test_map_by_hand_goes_over_the_guess():
    fields = fields_for("customers", FIELDS)
    given = sheet("客户名称", "公司", "备注")
    said = read_map("客户名称=公司, 备注=")
    assert mapped(given, fields, said=said).heads() == {"公司": "customers.name"}


def test_the_kind_is_guessed_with_the_columns_said_by_hand():
    said = {"客户编号": "代号", "订单日期": "何时", "金额": "多少"}
    kind, mapping = guess_kind(sheet("代号", "何时", "多少"), FIELDS, said=said)
    assert kind == "orders"
    assert mapping.heads()["多少"] == "orders.amount_fen"


def test_a_field_no_sheet_can_hold_is_refused():
    everything = [field for fields in FIELDS.values() for field in fields]
    mapping = Mapping.of([("名称", "customers.name")])
    with pytest.raises(Refused, match="--map 里的“产品=名称”用不上"):
        check_used({"产品": "名称"}, [mapping], everything)


def test_map_from_a_file(tmp_path):
    (tmp_path / "m.yaml").write_text("客户名称: 单位\ncustomers.remark: 说明\n", "utf-8")
    assert read_map(str(tmp_path / "m.yaml")) == {"客户名称": "单位", "customers.remark": "说明"}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("客户名称", "看不懂 --map “客户名称”"),
        ("没有.yaml", "找不到 --map 文件"),
        ("客户名=天气", "--map 里的列“天气”在表里没有"),
        ("客户全名称呼=公司", "--map 里的字段“客户全名称呼”不认识，最接近的是：客户名称"),
        (
            "金额=Quantity*UnitPric",
            "公式“金额=Quantity*UnitPric”算不了：公式第 10 个字：不认识“UnitPric”，是不是 Unit",
        ),
        ("金额=Quantity*(UnitPrice", "算不了：公式没有写完"),
        ("金额=Quantity>3", "算不了：这里要算出一个数，现在得到的是条件"),
        ("金额=近3个月(Quantity)*1", "算不了：取列的公式只看这一行"),
        ("产品=Quantity*UnitPrice", "产品不是数，请给一列"),
    ],
)
def test_a_map_nobody_can_follow_is_refused(said, sentence):
    everything = [field for fields in FIELDS.values() for field in fields]
    with pytest.raises(Refused, match=re.escape(sentence)):
        check_map(read_map(said), [["公司", "Quantity", "UnitPrice"]], everything)


@pytest.mark.parametrize(
    ("said", "heads", "read"),
    [
        ("Quantity*UnitPrice", ["Quantity", "UnitPrice"], "Quantity × UnitPrice"),
        ("[Unit Price] × 数量", ["Unit Price", "数量"], "[Unit Price] × 数量"),
        ("unitprice*数量", ["Unit Price", "数量"], "unitprice × 数量"),
        ("单价×数量×0.92", ["单价(万元)", "数量"], "单价 × 数量 × 0.92"),
        ("(售价－成本)÷售价", ["售价", "成本"], "(售价 − 成本) ÷ 售价"),
        ("最大(a,b)", ["a", "b"], "最大(a, b)"),
        ("1", ["a"], "1"),
    ],
)
def test_a_formula_over_heads_however_they_are_written(said, heads, read):
    reckoned = reckoned_from(said, heads)
    assert reckoned is not None
    assert reckoned.formula.canonical == read
    assert set(reckoned.heads.values()) <= set(heads)


@pytest.mark.parametrize(
    ("said", "heads"),
    [
        ("A-B", ["A-B", "A", "B"]),  # a head that stands there as it is
        ("单价/元", ["单价（元）"]),
        ("UnitPrice", ["Unit Price"]),
        ("天气", ["单价"]),
        ("", ["单价"]),
    ],
)
def test_what_names_one_column_is_no_formula(said, heads):
    assert reckoned_from(said, heads) is None


def test_commas_within_brackets_belong_to_the_formula():
    said = read_map("金额=最大(a，b)*2, 数量=c；产品=[d,e]")
    assert said == {"金额": "最大(a，b)*2", "数量": "c", "产品": "[d,e]"}


def test_a_reckoned_column_goes_over_the_guess():
    given = sheet("订单编号", "金额", "数量", "单价")
    mapping = mapped(given, fields_for("order_lines", FIELDS), said={"金额": "数量*单价"})
    assert mapping.heads()["数量*单价"] == "orders.amount_fen"  # lends it to its lines
    assert "金额" not in mapping.heads()
    assert [column.head for column in mapping.columns if column.reckoned] == ["数量*单价"]
