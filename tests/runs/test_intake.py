"""Files to proposals: the printed tables, the same file again, and what is refused."""

from datetime import date

import pytest
import xlsxwriter
from runs.taking import book, fields, said, take, text

from zhike.runs.understanding import Wish
from zhike.words.problem import Refused
from zhike.words.proposal import PART_COLUMNS, PROBLEM_COLUMNS


def test_t0_gives_a_customer_a_contact_and_an_interaction():
    made = take("T0.xlsx")
    (customer,) = made.part("customers").rows.rows(named=True)
    assert customer["external_id"] == "C202405001"
    assert customer["name"] == "科技有限公司"
    assert customer["industry_text"] == "软件和信息技术服务业"
    assert customer["industry_code"] == "I65"
    assert customer["industry_group"] == "科技行业"
    assert (customer["size_text"], customer["size_low"], customer["size_high"]) == (
        "100-500人", 100, 500,
    )  # fmt: skip
    assert customer["customer_type"] == "潜在"
    assert customer["demand_text"] == "提升团队协作效率,需支持多终端同步"
    assert customer["first_contact_on"] == date(2024, 5, 10)
    assert customer["stated_follow_up_on"] == date(2024, 5, 20)
    assert fields(made, "contacts", "name", "phone") == [("*经理", "139****5678")]
    assert fields(made, "interactions", "happened_on", "summary", "_parent") == [
        (date(2024, 5, 20), "客户对产品功能", "编号:C202405001")
    ]
    assert made.fates == {"new": 1, "changed": 0, "same": 0, "unclear": 0, "rejected": 0}


def test_t1_1_keeps_years_months_and_ten_thousands():
    made = take("T1-1.xlsx")
    names = ("external_id", "founded", "cooperation_started", "stated_amount_fen", "size_low")
    assert fields(made, "customers", *names) == [
        ("C001", "2018", "2020-03", 120_0000_00, 200),
        ("C002", "2015", "2021-07", 85_0000_00, 500),
    ]
    assert fields(made, "contacts", "name", "title") == [("*总", "CEO"), ("*经理", "采购总监")]


def test_t1_2_gives_interactions_with_the_day_due():
    made = take("T1-2.xlsx", kept=book(take("T1-1.xlsx")))
    names = ("external_id", "happened_on", "way", "feedback", "by_text", "next_due_on", "_parent")
    assert fields(made, "interactions", *names) == [
        ("I001", date(2023, 9, 10), "线上会议", "积极", "*顾问", date(2023, 9, 13), "编号:C001"),
        ("I002", date(2023, 10, 15), "上门拜访", "中性", "*销售", None, "编号:C002"),
    ]
    assert made.fates["new"] == 2
    assert made.problems.is_empty()


def test_t3_1_gives_customers_and_contacts():
    made = take("T3-1.csv")
    names = ("external_id", "customer_type", "stated_amount_fen", "status", "industry_group")
    assert fields(made, "customers", *names) == [
        ("C2024001", "潜在", 0, "需跟进报价方案", "科技行业"),
        ("C2024002", "成交", 125_000_00, "维护中", "制造业"),
        ("C2024003", "流失", 8_500_00, "暂停跟进", "零售业"),
    ]
    assert made.part("contacts").rows["name"].to_list() == ["张*", "李*", "王*"]
    assert made.part("interactions") is None


@pytest.mark.parametrize("name", ["T0", "T1-1", "T1-2", "T3-1"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_every_printed_cell_is_kept_raw_with_its_place(name, suffix):
    made = take(f"{name}.{suffix}", wish=Wish(create_customers=True))
    (raw,) = made.raw
    assert raw.columns[:3] == ["_file", "_sheet", "_row"]
    assert raw["_row"][0] == (4 if suffix == "xlsx" else 2)
    assert raw.drop("_file", "_sheet", "_row").null_count().sum_horizontal().item() == (
        4 if name == "T0" else 0
    )
    assert set(made.mapping) == set(raw.columns[3:])


@pytest.mark.parametrize("name", ["T0.xlsx", "T1-1.csv", "T3-1.xlsx", "seed_q2/customers.csv"])
def test_the_same_file_again_adds_nothing(name):
    first = take(name)
    again = take(name, kept=book(first))
    assert again.fates["same"] == first.fates["new"] > 0
    assert again.is_empty


def test_the_workbook_and_its_text_are_the_same_rows():
    assert take("T3-1.csv", kept=book(take("T3-1.xlsx"))).fates["same"] == 3


def test_seed_q2_in_one_go():
    made = take("seed_q2/customers.csv", "seed_q2/orders.csv")
    assert made.kind == "customers+orders"
    assert made.fates == {"new": 184, "changed": 0, "same": 0, "unclear": 0, "rejected": 0}
    assert made.part("orders").rows["amount_fen"].sum() == 2_850_000_00
    assert made.part("customers").rows["size_label"].value_counts().sort("size_label").rows() == [
        ("中小企业", 75), ("大客户", 45),
    ]  # fmt: skip
    assert made.problems.is_empty()
    assert made.part("orders").rows.columns[: len(PART_COLUMNS)] == list(PART_COLUMNS)


def test_orders_of_unknown_customers_are_refused_or_make_them(tmp_path):
    path = text(tmp_path / "o.csv", "订单号,客户编号,订单日期,金额", "O1,C999,2024-05-01,12.5")
    refused = take(path)
    assert refused.fates["rejected"] == 1
    assert refused.part("orders") is None
    assert said(refused)[0][3].startswith("客户“C999”不存在，没有导入")
    made = take(path, wish=Wish(create_customers=True))
    assert fields(made, "customers", "_identity", "external_id", "_fate") == [
        ("编号:C999", "C999", "new")
    ]
    assert fields(made, "orders", "_parent", "amount_fen") == [("编号:C999", 1250)]
    assert made.fates["new"] == 1


def test_orders_without_a_number_are_one_a_customer_and_day(tmp_path):
    path = text(
        tmp_path / "o.csv",
        "客户编号,订单日期,金额",
        *("C1,2024-05-01,100", "C1,2024-05-01,100", "C1,2024-05-02,50"),
    )
    made = take(path, wish=Wish(create_customers=True))
    assert fields(made, "orders", "_identity", "amount_fen") == [
        ("订单:编号:C1|2024-05-01", 20000),
        ("订单:编号:C1|2024-05-02", 5000),
    ]
    assert made.part("order_lines").rows.height == 3
    again = take(path, kept=book(made))
    assert again.fates["same"] == 3


def test_lines_in_a_second_file_add_to_their_order(tmp_path):
    head = "订单号,客户编号,订单日期,产品,数量,金额"
    first = text(tmp_path / "a.csv", head, "O1,C1,2024-05-01,茶,1,100")
    second = text(tmp_path / "b.csv", head, "O1,C1,2024-05-01,杯,2,30")
    two = take(second, kept=book(take(first, wish=Wish(create_customers=True))))
    assert fields(two, "orders", "_fate", "amount_fen") == [("changed", 13000)]
    assert fields(two, "order_lines", "_parent", "product", "quantity", "amount_fen") == [
        ("订单号:O1", "杯", 2.0, 3000)
    ]


def test_lines_that_only_explain_a_kept_order_leave_its_amount(tmp_path):
    orders = text(tmp_path / "a.csv", "订单号,客户编号,订单日期,金额", "O1,C1,2024-05-01,130")
    lines = text(
        tmp_path / "b.csv",
        "订单号,客户编号,订单日期,产品,数量,金额",
        *("O1,C1,2024-05-01,茶,1,100", "O1,C1,2024-05-01,杯,2,30"),
    )
    kept = book(take(orders, wish=Wish(create_customers=True)))
    assert fields(take(lines, kept=kept), "orders", "_fate", "amount_fen") == [("same", 13000)]


def test_an_order_number_met_again_with_other_values_asks_for_lines(tmp_path):
    path = text(
        tmp_path / "o.csv",
        "订单号,客户编号,订单日期,金额",
        *("O1,C1,2024-05-01,1", "O1,C1,2024-05-01,1", "O1,C1,2024-05-01,2"),
    )
    made = take(path, wish=Wish(create_customers=True))
    assert made.fates == {"new": 1, "changed": 0, "same": 1, "unclear": 1, "rejected": 0}
    ((row, column, value, message, _),) = said(made)
    assert (row, column, value) == (4, "订单号", "O1")
    assert "--kind order_lines" in message


def test_orders_by_name_find_the_customer_brought_along(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        customers, orders = made.add_worksheet("客户"), made.add_worksheet("订单")
        customers.write_row(0, 0, ["客户编号", "客户名称", "所属行业"])
        customers.write_row(1, 0, ["C1", "甲（北京）公司", "制造业"])
        orders.write_row(0, 0, ["订单号", "客户名称", "订单日期", "金额(元)"])
        orders.write_row(1, 0, ["O1", "甲(北京)公司", "2024-05-01", 8])
    proposal = take(path)
    assert fields(proposal, "orders", "_parent") == [("编号:C1",)]
    assert proposal.fates["new"] == 2


def test_each_problem_says_where_what_and_why(tmp_path):
    path = tmp_path / "五月.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("客户")
        sheet.write_row(0, 0, ["客户编号", "客户名称", "联系电话", "首次接触时间", "客户类型"])
        sheet.write_row(1, 0, ["C1", "甲", "1391234567", "2024-02-30", "潜在"])
        sheet.write_row(2, 0, ["", "", "13912345678", "2024-05-01", "不知道"])
        sheet.write_row(3, 0, ["C2", "合计", "", "", ""])
    proposal = take(path)
    assert proposal.problems.columns == list(PROBLEM_COLUMNS)
    assert set(proposal.problems["file"]) == {"五月.xlsx"}
    assert set(proposal.problems["sheet"]) == {"客户"}
    cells = {(row, column): (value, severity) for row, column, value, _, severity in said(proposal)}
    assert cells[2, "联系电话"] == ("1391234567", "warn")
    assert cells[2, "首次接触时间"] == ("2024-02-30", "warn")
    assert cells[3, "客户编号"] == ("", "reject")
    assert cells[4, "客户名称"] == ("合计", "reject")
    assert proposal.fates == {"new": 1, "changed": 0, "same": 0, "unclear": 0, "rejected": 2}
    assert fields(proposal, "customers", "first_contact_on") == [(None,)]


def test_an_order_without_a_readable_day_or_amount_is_rejected_once(tmp_path):
    path = text(
        tmp_path / "o.csv",
        "订单号,客户编号,订单日期,金额",
        *("O1,C1,2024-02-30,1", "O2,C1,2024-05-01,很多", "O3,C1,,1", "O4,,2024-05-01,1"),
    )
    made = take(path, wish=Wish(create_customers=True))
    assert made.fates["rejected"] == 4
    where = [(row, column, severity) for row, column, _, _, severity in said(made)]
    assert where == [
        (2, "订单日期", "reject"),
        (3, "金额", "reject"),
        (4, "订单日期", "reject"),
        (5, "客户编号", "reject"),
    ]


def test_dates_the_wrong_way_round_are_listed_and_left_out(tmp_path):
    path = text(
        tmp_path / "c.csv",
        "客户编号,客户名称,首次接触时间,最近跟进时间",
        "C1,甲,2024-05-20,2024-05-10",
    )
    made = take(path)
    assert [line[3] for line in said(made)] == ["最近跟进时间早于首次接触时间"]
    assert fields(made, "customers", "first_contact_on", "stated_follow_up_on") == [
        (date(2024, 5, 20), None)
    ]


def test_a_number_the_file_has_lost_is_left_out_with_a_reason(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["客户编号", "客户名称"])
        sheet.write_row(1, 0, [110101199003077777, "甲"])
    proposal = take(tmp_path / "a.xlsx")
    ((row, column, _, message, _),) = said(proposal)
    assert (row, column) == (2, "客户编号")
    assert "已丢失最后几位" in message
    assert fields(proposal, "customers", "_identity") == [("名称:甲#1",)]


def test_owners_are_accounts_or_kept_as_text(tmp_path):
    path = text(
        tmp_path / "c.csv", "客户编号,客户名称,跟进人", "C1,甲,李明", "C2,乙,陌生人", "C3,丙,*顾问"
    )
    made = take(path)
    assert fields(made, "customers", "owner_id", "owner_text") == [
        (7, None), (None, "陌生人"), (None, "*顾问"),
    ]  # fmt: skip
    sentence = "没有叫“陌生人”的同事，先按文字保留；可在设置里添加后重新导入"
    assert said(made) == [(3, "跟进人", "陌生人", sentence, "warn")]


def test_rows_of_somebody_else_wait_for_a_person(tmp_path):
    theirs = take(text(tmp_path / "b.csv", "客户编号,客户名称", "C1,甲"))
    path = text(tmp_path / "c.csv", "客户编号,客户名称", "C1,改名")
    made = take(path, kept=book(theirs, mine=False))
    assert made.fates["unclear"] == 1
    assert "归其他同事负责" in said(made)[0][3]


def test_columns_by_hand_and_columns_left_alone(tmp_path):
    path = text(tmp_path / "c.csv", "代号,全称,天气", "C1,甲,晴")
    wish = Wish(columns={"客户编号": "代号", "客户名称": "全称"})
    made = take(path, wish=wish)
    assert fields(made, "customers", "external_id", "name") == [("C1", "甲")]
    assert said(made)[0][3] == "这些列不认识，没有导入（原样保留）：天气"


def test_a_key_is_one_however_wide_and_a_name_stays_as_typed(tmp_path):
    path = text(tmp_path / "c.csv", "客户编号,客户名称", "Ｃ００１,華興（北京）公司")
    made = take(path)
    assert fields(made, "customers", "_identity", "name") == [("编号:C001", "華興（北京）公司")]
    bare = take(text(tmp_path / "d.csv", "客户名称,所属行业", "华兴(北京)公司,制造业"))
    assert fields(bare, "customers", "_identity") == [("名称:华兴北京公司#1",)]


def test_contacts_of_kept_customers_and_kinds_by_hand(tmp_path):
    path = text(tmp_path / "p.csv", "客户编号,联系人,职务,手机", "C1,王伟,经理,13912345678")
    kept = book(take(text(tmp_path / "c.csv", "客户编号,客户名称", "C1,甲")))
    made = take(path, kept=kept)
    assert made.kind == "contacts"
    assert fields(made, "contacts", "_parent", "name", "phone") == [
        ("编号:C1", "王伟", "13912345678")
    ]
    assert take(path, kept=kept, wish=Wish(kind="customers")).fates["same"] == 0


def test_a_sheet_about_nothing_is_passed_over_beside_another(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        made.add_worksheet("客户").write_column(0, 0, ["客户名称", "甲"])
        made.add_worksheet("说明").write_column(0, 0, ["备注", "请如实填写"])
    proposal = take(tmp_path / "a.xlsx")
    assert proposal.fates["new"] == 1
    assert [raw["_sheet"][0] for raw in proposal.raw] == ["客户"]
    assert said(proposal)[0][3].startswith("a.xlsx#说明 看不出是什么表")


def test_a_city_says_its_province_but_not_against_the_column(tmp_path):
    path = text(
        tmp_path / "c.csv",
        "客户编号,客户名称,区域,省份,城市",
        *("C1,甲,,,深圳", "C2,乙,华北,江苏省,南京市", "C3,丙,,,鼓楼区"),
    )
    made = take(path)
    assert fields(made, "customers", "region", "province", "city") == [
        ("华南", "广东省", "深圳市"),
        ("华北", "江苏省", "南京市"),
        (None, None, None),
    ]
    assert [line[:2] for line in said(made)] == [(4, "城市")]


def test_an_address_says_its_district(tmp_path):
    path = text(
        tmp_path / "c.csv", "客户编号,客户名称,城市", "C1,甲,苏州市吴中区", "C2,乙,上海浦东"
    )
    assert fields(take(path), "customers", "city", "district") == [
        ("苏州市", "吴中区"),
        ("上海市", "浦东新区"),
    ]
    rows = ("C1,甲,南京,鼓楼区", "C2,乙,,鼓楼区", "C3,丙,南京,浦东新区")
    path = text(tmp_path / "d.csv", "客户编号,客户名称,城市,区县", *rows)
    made = take(path)
    places = [("南京市", "鼓楼区"), (None, None), ("南京市", None)]
    assert fields(made, "customers", "city", "district") == places
    assert [line[:2] for line in said(made)] == [(3, "区县"), (4, "区县")]
    assert "几处同名" in said(made)[0][3]
    assert "“浦东新区”不在南京市" in said(made)[1][3]


def test_what_makes_no_sense_is_refused(tmp_path):
    path = text(tmp_path / "c.csv", "客户编号,客户名称", "C1,甲")
    with pytest.raises(Refused, match="不认识的种类“顾客”"):
        take(path, wish=Wish(kind="顾客"))
    with pytest.raises(Refused, match="没有数据行"):
        take(text(tmp_path / "d.csv", "客户编号,客户名称", ""))


def test_an_address_beside_a_city_is_the_address(tmp_path):
    """Alone 地址 says the city; beside 城市 it is kept as the address, and tells the district."""
    path = text(tmp_path / "c.csv", "客户编号,客户名称,城市,地址", "C1,甲,南京,鼓楼区中山路1号")
    made = take(path)
    found = fields(made, "customers", "city", "district", "详细地址")
    assert found == [("南京市", "鼓楼区", "鼓楼区中山路1号")]
    assert said(made) == []
    path = text(tmp_path / "d.csv", "客户编号,客户名称,地址", "C1,甲,南京市鼓楼区中山路1号")
    assert fields(take(path), "customers", "city", "district") == [("南京市", "鼓楼区")]


def test_an_address_elsewhere_than_the_kept_place_is_told_and_the_place_stays(tmp_path):
    first = take(text(tmp_path / "c.csv", "客户编号,客户名称,城市", "C1,甲,杭州", "C2,乙,上海"))
    rows = ("C1,甲,江苏省南京市鼓楼区中山路1号", "C2,乙,上海市浦东新区张杨路500号")
    path = text(tmp_path / "d.csv", "客户编号,客户名称,详细地址", *rows)
    made = take(path, kept=book(first))
    assert fields(made, "customers", "city", "district") == [(None, None), ("上海市", "浦东新区")]
    sentence = "地址在江苏省南京市鼓楼区，与已有记录的浙江省杭州市不同，记录的地区没有改；请核对"
    assert [(row, head, told) for row, head, _cell, told, _ in said(made)] == [
        (2, "详细地址", sentence)
    ]
    foreign = take(path, kept=book(first, mine=False))
    assert not [told for *_, told, _severity in said(foreign) if "杭州" in told]
