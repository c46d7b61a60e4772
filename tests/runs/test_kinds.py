"""Sheets of products, events, cases, quotes, contracts, payments, demands and competitors."""

from datetime import date

import pytest
from runs.test_intake import book, fields, said, take, text

from zhike.runs.understanding import Wish

KINDS = (
    "products", "events", "cases", "quotes", "contracts", "payments", "demands",
    "competitor_contacts",
)  # fmt: skip
CUSTOMERS = book(take("T3-1.csv"))


def example(kind):
    return take(f"kinds/{kind}.csv", kept=CUSTOMERS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_seen_and_every_head_is_read(kind):
    made = example(kind)
    assert made.kind == kind
    assert [part.noun for part in made.parts] == [kind]
    assert made.fates["new"] == made.part(kind).rows.height == made.raw[0].height
    assert set(made.mapping) == set(made.raw[0].columns[3:])


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_again_adds_nothing(kind):
    again = take(f"kinds/{kind}.csv", kept=book(take("T3-1.csv"), example(kind)))
    assert again.is_empty
    assert again.fates["same"] == again.raw[0].height


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_without_numbers_find_themselves_again(kind, tmp_path):
    whole = take(f"kinds/{kind}.csv", kept=CUSTOMERS).raw[0]
    key = whole.columns[3]
    path = tmp_path / "loose.csv"
    path.write_bytes(whole.drop("_file", "_sheet", "_row", key).write_csv().encode())
    wish = Wish(kind=kind)
    first = take(path, kept=CUSTOMERS, wish=wish)
    assert first.fates["new"] == whole.height
    assert take(path, kept=book(take("T3-1.csv"), first), wish=wish).fates["same"] == whole.height


def test_products_name_no_customer():
    made = example("products")
    names = ("_identity", "_parent", "name", "category", "price_fen", "cost_fen", "state")
    assert fields(made, "products", *names) == [
        ("产品编号:P001", None, "工业标签打印机", "设备", 8600_00, 5200_00, "在售"),
        ("产品编号:P002", None, "碳带 110mm", "耗材", 45_00, 18_50, "在售"),
        ("产品编号:P003", None, "仓储系统订阅", "软件订阅", 12000_00, None, "停售"),
    ]


def test_a_product_needs_a_number_or_a_name(tmp_path):
    path = text(tmp_path / "p.csv", "产品编号,产品名称,标价", "P1,甲,1", ",,2", "合计,,3")
    made = take(path)
    assert made.fates == {"new": 1, "changed": 0, "same": 0, "unclear": 0, "rejected": 2}
    assert [(row, message) for row, _, _, message, _ in said(made)] == [
        (3, "产品的编号和名称都没有填，没有导入；请补上其中一项"),
        (4, "这是合计行，没有导入"),
    ]


def test_events_are_counted_by_their_column():
    names = ("event_kind", "happened_on", "count", "value", "detail")
    assert fields(example("events"), "events", *names) == [
        ("官网访问", date(2024, 5, 2), 3, None, "产品页"),
        ("优惠券", date(2024, 5, 6), None, 50.0, "春季耗材券"),
        ("参与活动", date(2024, 5, 20), 1, None, "苏州展会"),
        ("APP使用", date(2024, 5, 21), 12, 36.5, None),
    ]


def test_cases_keep_the_precision_of_their_clock():
    made = example("cases")
    names = ("case_kind", "topic", "severity", "opened_at", "answered_at", "solved_at", "state")
    assert fields(made, "cases", *names) == [
        ("投诉", "物流时效", "较重", "2024-05-06 09:30", "2024-05-06 11:00", "2024-05-08 17:45",
         "已解决"),
        ("投诉", "产品质量", "一般", "2024-05-10", "2024-05-10 15:20", None, "处理中"),
        ("咨询", "安装使用", None, "2024-05-13 14:30", "2024-05-13 15:00", "2024-05-13 16:00",
         "已解决"),
    ]  # fmt: skip
    assert fields(made, "cases", "by_text", "owner_id", "satisfaction") == [
        ("李明", 7, 2), ("小周", None, None), ("李明", 7, 5),
    ]  # fmt: skip
    assert made.problems.select("row", "value", "rule").rows() == [(3, "小周", "S1-10")]


def test_an_answer_before_the_question_is_left_out(tmp_path):
    path = text(
        tmp_path / "c.csv",
        "客户编号,问题类别,受理时间,首次响应时间,解决时间",
        "C2024001,投诉,2024-05-06 09:30,2024-05-06 09:00,2024-05-06",  # same day: no contradiction
        "C2024001,投诉,2024-05-06 09:30,2024-05-06 09:30,2024-05-05",
    )
    made = take(path, kept=CUSTOMERS)
    assert fields(made, "cases", "answered_at", "solved_at") == [
        (None, "2024-05-06"), ("2024-05-06 09:30", None),
    ]  # fmt: skip
    assert [(row, column, message) for row, column, _, message, _ in said(made)] == [
        (2, "首次响应时间", "首次响应时间早于受理时间"),
        (3, "解决时间", "解决时间早于受理时间"),
    ]


def test_quotes_give_the_share_off_the_list_price():
    made = example("quotes")
    names = ("quoted_on", "amount_fen", "discount", "outcome", "answered_on", "owner_id")
    assert fields(made, "quotes", *names) == [
        (date(2024, 5, 10), 86000_00, 0.08, "待定", None, 7),
        (date(2024, 5, 11), 73100_00, 0.15, "接受", date(2024, 5, 15), 7),
        (date(2024, 5, 20), 4500_00, None, "拒绝", None, None),
    ]
    assert [(row, column, value) for row, column, value, _, _ in said(made)] == [
        (4, "优惠比例", "92%"), (4, "答复日期", "2024-05-18"), (4, "报价人", "小周"),
    ]  # fmt: skip


def test_contracts_say_when_they_end_and_what_they_renew():
    names = ("external_id", "contract_kind", "ends_on", "amount_fen", "state", "renews")
    made = example("contracts")
    assert fields(made, "contracts", *names) == [
        ("HT001", "框架", date(2024, 5, 31), 125000_00, "已到期", None),
        ("HT002", "框架", date(2025, 5, 31), 150000_00, "执行中", "HT001"),
        ("HT003", "维保", None, 8000_00, "执行中", None),
    ]
    assert said(made) == [
        (4, "到期日期", "2024.2.28", "到期日期早于合同开始的日子", "warn"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        ("合同编号,客户编号,订单日期,合同金额", "orders"),
        ("合同编号,客户编号,签订日期,到期日期,合同金额", "contracts"),
        ("合同编号,客户名称,合同类型,签订日期,金额", "contracts"),
        ("订单号,客户编号,付款日期,实付金额", "orders"),
        ("订单号,客户编号,回款日期,金额", "payments"),
        ("订单号,客户编号,订单日期,产品名称,规格,单位,数量,金额", "order_lines"),
        ("产品编号,产品名称,规格,单位,标价", "products"),
        ("客户名称,所属行业,需求类型,需求描述,痛点", "customers"),
        ("客户编号,提出日期,需求类型,需求描述,预算", "demands"),
        ("互动ID,客户ID,互动时间,互动方式,客户反馈,跟进人", "interactions"),
        ("客户,投诉日期,投诉内容,处理人", "cases"),
        ("客户,报价日期,产品名称,金额,折扣", "quotes"),
    ],
)
def test_neighbouring_kinds_are_told_apart(heads, kind, tmp_path):
    path = text(tmp_path / "x.csv", heads, ",".join("1" for _ in heads.split(",")))
    assert take(path, wish=Wish(create_customers=True)).kind == kind


def test_a_list_of_lines_without_a_day_is_no_list_of_products(tmp_path):
    path = text(tmp_path / "x.csv", "客户编号,产品编号,产品名称,数量,金额", "C1,P1,纸,2,3")
    assert take(path).part("products") is None


def test_a_payment_still_due_stays(tmp_path):
    names = ("order_ref", "due_on", "paid_on", "amount_fen", "method")
    assert fields(example("payments"), "payments", *names) == [
        ("O1", date(2024, 6, 10), date(2024, 6, 8), 50000_00, "转账"),
        ("O1", date(2024, 7, 10), None, 75000_00, None),
        (None, None, date(2024, 5, 2), 8500_00, "线上"),
    ]
    path = text(
        tmp_path / "p.csv",
        "客户编号,应付日期,回款日期,回款金额",
        "C2024001,,,100",
        "C2024001,2024-05-01,,",
    )
    made = take(path, kept=CUSTOMERS, wish=Wish(kind="payments"))
    assert made.fates["rejected"] == 2
    assert [message for *_, message, severity in said(made) if severity == "reject"] == [
        "回款的日期没有填或看不懂，没有导入；请写成 2024-05-01",
        "回款的金额没有填或看不懂，没有导入",
    ]


def test_what_was_due_and_then_came_is_one_payment(tmp_path):
    heads = "客户编号,订单号,应付日期,回款日期,回款金额"
    due = take(text(tmp_path / "1.csv", heads, "C2024001,O1,2024-07-10,,75000"), kept=CUSTOMERS)
    path = text(tmp_path / "2.csv", heads, "C2024001,O1,2024-07-10,2024-07-20,75000")
    assert take(path, kept=book(take("T3-1.csv"), due)).fates["changed"] == 1


def test_demands_say_what_by_when_and_who_decides():
    names = ("topic", "budget_fen", "deciders", "needed_by", "urgency", "state")
    assert fields(example("demands"), "demands", *names) == [
        ("仓储系统升级", 200000_00, "CTO、采购总监", date(2024, 9, 30), "紧急", "待跟进"),
        ("降本增效", None, None, None, "长期", "已关闭"),
    ]


def test_contacts_with_competitors():
    names = ("happened_on", "competitor", "product", "quote_fen", "owner_id")
    assert fields(example("competitor_contacts"), "competitor_contacts", *names) == [
        (date(2024, 5, 18), "某品牌", "标签机 X2", 68000_00, 7),
        (date(2024, 5, 21), "另一品牌", None, None, None),
    ]


def test_a_competitor_by_the_heads_of_its_printed_sheet():
    names = ("external_id", "name", "satisfaction", "vip_customers", "noted_on")
    assert fields(example("competitors"), "competitors", *names) == [
        ("D001", "甲码科技", "老客户较满意，新客户嫌慢", "A：甲公司、乙公司；B：丙公司",
         date(2024, 5, 18)),
        ("D002", "乙印设备", "一般", "C：丁公司", date(2024, 5, 21)),
    ]  # fmt: skip


def test_competitors_as_a_kind_once_meant_the_contacts_with_them(tmp_path):
    heads = "客户编号,接触日期,竞争对手"
    path = text(tmp_path / "met.csv", heads, "C2024001,2024-05-01,甲码科技")
    made = take(path, kept=CUSTOMERS, wish=Wish(kind="competitors"))
    assert made.kind == "competitor_contacts"
    sheet = text(tmp_path / "sheet.csv", "竞争对手名称,客户满意度", "甲码科技,一般")
    assert take(sheet, kept=CUSTOMERS, wish=Wish(kind="competitors")).kind == "competitors"


def test_referrals_and_what_they_cannot_do_without(tmp_path):
    names = ("referred_on", "referrer", "referrer_customer", "fee_fen", "thanks", "thanked_on")
    assert fields(example("referrals"), "referrals", *names) == [
        (date(2024, 3, 5), "陈晓", "C2024001", 200_00, "茶叶一盒", date(2024, 3, 20)),
        (date(2024, 4, 2), "某制造有限公司", None, None, "请吃饭", None),
    ]
    path = text(
        tmp_path / "r.csv", "客户编号,介绍日期,介绍人,致谢日期", "C2024001,2024-05-02,,",
        "C2024001,2024-05-02,陈晓,2024-05-01",
    )  # fmt: skip
    made = take(path, kept=CUSTOMERS)
    assert made.fates["rejected"] == 1
    assert "致谢日期早于介绍日期" in made.problems["message"].to_list()
    assert fields(made, "referrals", "thanked_on") == [(None,)]


def test_costs_of_channels_are_by_month(tmp_path):
    assert fields(example("channel_costs"), "channel_costs", "month", "channel", "amount_fen") == [
        ("2024-05", "展会问卷", 32000_00),
        ("2024-05", "线上表单", 8500_00),
        ("2024-06", "转介绍", 1200_00),
    ]
    path = text(tmp_path / "c.csv", "月份,渠道,费用", "2024,展会,100", "2024-05,,5", "合计,,100")
    made = take(path, kept=CUSTOMERS)
    assert made.fates["rejected"] == 3
    assert any("只写到年" in message for message in made.problems["message"])


def test_two_equal_rows_stay_two_and_a_repeated_number_is_asked_back(tmp_path):
    heads = "客户编号,行为类型,行为日期"
    made = take(
        text(tmp_path / "e.csv", heads, *["C2024001,官网访问,2024-05-02"] * 2), kept=CUSTOMERS
    )
    assert made.part("events").rows["_identity"].to_list() == [
        "行为:编号:C2024001|2024-05-02|官网访问|#1",
        "行为:编号:C2024001|2024-05-02|官网访问|#2",
    ]
    twice = text(
        tmp_path / "q.csv", "报价单号,客户编号,报价日期,金额", "B1,C2024001,2024-05-02,1",
        "B1,C2024001,2024-05-02,2",
    )  # fmt: skip
    assert take(twice, kept=CUSTOMERS).fates["unclear"] == 1


def test_rows_of_unknown_customers_fall_or_make_them(tmp_path):
    path = text(tmp_path / "d.csv", "客户编号,提出日期,需求内容", "C999,2024-05-02,多仓库存")
    assert take(path, kept=CUSTOMERS).fates["rejected"] == 1
    made = take(path, kept=CUSTOMERS, wish=Wish(create_customers=True))
    assert fields(made, "customers", "_identity") == [("编号:C999",)]
    assert made.fates["new"] == 1


def test_lines_carry_their_discount(tmp_path):
    path = text(
        tmp_path / "l.csv",
        "订单号,客户编号,订单日期,产品,数量,金额,折扣率",
        "O1,C2024001,2024-05-02,纸,2,184,92折",
        "O1,C2024001,2024-05-02,笔,1,10,",
    )
    made = take(path, kept=CUSTOMERS)
    assert fields(made, "order_lines", "product", "discount") == [("纸", 0.08), ("笔", None)]
