"""Columns reckoned from others: the retail export, quoted heads, cells that are no number."""

from datetime import date

import pytest
from runs.taking import book, fields, said, take, text

from zhike.runs.reckoning import explained
from zhike.runs.understanding import Wish

RETAIL = """\
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom
536370,22728,ALARM CLOCK BAKELIKE PINK,24,2010-12-01 08:45:00,3.75,12583,France
C536391,22556,PLASTERS IN TIN,-12,2010-12-01 10:24:00,1.65,17548,United Kingdom
536414,22139,,56,2010-12-01 11:52:00,,17850,United Kingdom
536415,22140,TOY,many,2010-12-01 11:53:00,1.05,17850,United Kingdom
"""
COLUMNS = {
    "订单号": "InvoiceNo", "产品": "Description", "数量": "Quantity",
    "金额": "Quantity*UnitPrice", "订单日期": "InvoiceDate", "客户编号": "CustomerID",
}  # fmt: skip


def test_the_retail_export_comes_in_by_one_map(tmp_path):
    file = tmp_path / "online_retail.csv"
    file.write_text(RETAIL, "utf-8")
    made = take(file, wish=Wish(columns=COLUMNS, create_customers=True))
    assert made.kind == "order_lines"
    assert fields(made, "order_lines", "product", "quantity", "amount_fen")[:3] == [
        ("WHITE HANGING HEART T-LIGHT HOLDER", 6.0, 1530),  # 6 × 2.55
        ("WHITE METAL LANTERN", 6.0, 2034),  # 6 × 3.39
        ("ALARM CLOCK BAKELIKE PINK", 24.0, 9000),  # 24 × 3.75
    ]
    assert fields(made, "order_lines", "amount_fen")[3] == (-1980,)  # −12 × 1.65
    orders = {
        row[0]: row[1:] for row in fields(made, "orders", "external_id", "ordered_on", "amount_fen")
    }
    assert orders["536365"] == (date(2010, 12, 1), 3564)
    assert {row[0] for row in fields(made, "customers", "external_id")} == {
        "17850",
        "12583",
        "17548",
    }
    assert made.fates == {"new": 4, "changed": 0, "same": 0, "unclear": 0, "rejected": 2}


def test_a_cell_that_is_no_number_is_told_once_at_its_place(tmp_path):
    file = tmp_path / "online_retail.csv"
    file.write_text(RETAIL, "utf-8")
    made = take(file, wish=Wish(columns=COLUMNS, create_customers=True))
    by = "按“Quantity*UnitPrice”算不出金额"
    assert [line for line in said(made) if line[4] == "reject"] == [
        (6, "UnitPrice", "", f"UnitPrice没有填，{by}，请补上", "reject"),
        (7, "Quantity", "many", f"“many”不是数，{by}，请改成数", "reject"),
    ]
    notes = "这些列不认识，没有导入（原样保留）：StockCode、Country"
    assert [line[3] for line in said(made) if line[0] == 0] == [notes]


def test_the_raw_cells_stay_as_they_were(tmp_path):
    file = tmp_path / "online_retail.csv"
    file.write_text(RETAIL, "utf-8")
    made = take(file, wish=Wish(columns=COLUMNS, create_customers=True))
    (raw,) = made.raw
    assert raw.columns == ["_file", "_sheet", "_row", *RETAIL.splitlines()[0].split(",")]
    assert made.mapping["Quantity*UnitPrice"] == "orders.amount_fen"


def test_the_same_file_again_is_all_the_same(tmp_path):
    file = tmp_path / "online_retail.csv"
    file.write_text("\n".join(RETAIL.splitlines()[:5]), "utf-8")
    wish = Wish(columns=COLUMNS, create_customers=True)
    again = take(file, wish=wish, kept=book(take(file, wish=wish)))
    assert again.fates == {"new": 0, "changed": 0, "same": 4, "unclear": 0, "rejected": 0}


@pytest.mark.parametrize(
    ("heads", "formula", "cells", "fen"),
    [
        ("单价(万元),数量", "单价×数量", "1.2,3", 3_600_000),  # 1.2 × 10,000 元 × 3
        ("Unit Price,数量", "[Unit Price]*数量", "¥12 00,1", None),
        ("Unit Price,数量", "[Unit Price]*数量", '"¥1,200.00",2件', 240_000),
        ("单价,数量", "单价*数量", "12.5万,1", 12_500_000),
        ("单价,数量,折扣", "单价*数量*(1-折扣)", "100,3,8%", 27_600),
        ("单价,数量", "单价*数量*0.92", "９.９９,3", 2757),  # 27.5724 元
        ("售价,份数", "售价÷份数", "10,3", 333),
        ("售价,份数", "售价÷份数", "10,0", None),
    ],
)  # fmt: skip
def test_numbers_are_cleaned_before_they_are_reckoned_with(tmp_path, heads, formula, cells, fen):
    file = text(
        tmp_path / "o.csv", f"订单号,客户编号,订单日期,{heads}", f"O1,C1,2024-05-01,{cells}"
    )
    made = take(file, wish=Wish(columns={"金额": formula}, create_customers=True))
    if fen is None:
        assert made.fates["rejected"] == 1
    else:
        assert fields(made, "orders", "amount_fen") == [(fen,)]
        assert all(line[4] == "warn" for line in said(made))


def test_a_division_by_nothing_is_told(tmp_path):
    file = text(tmp_path / "o.csv", "订单号,客户编号,订单日期,a,b", "O1,C1,2024-05-01,1,0")
    made = take(file, wish=Wish(columns={"金额": "a÷b"}, create_customers=True))
    sentence = "除数为 0，按“a÷b”算不出金额，请核对"
    assert said(made)[-1] == (2, "a÷b", "", sentence, "reject")


def test_a_reckoned_value_says_how_it_came_about():
    cells = {"Quantity": "6", "UnitPrice": "2.55", "单价(万元)": "1.2"}
    assert explained("Quantity*UnitPrice", cells) == "Quantity 6 × UnitPrice 2.55 = 15.3"
    assert explained("单价*Quantity", cells) == "单价(万元) 1.2 × Quantity 6 = 72,000"
    assert explained("Quantity*Weight", cells) == ""
    assert explained("Quantity", cells) == ""
