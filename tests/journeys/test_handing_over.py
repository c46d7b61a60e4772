"""Handing over what people have: several kinds at once, an old workbook, an export to reckon."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from biff import write_xls
from journeys.conftest import new_house  # noqa: F401 - a fixture
from journeys.homes import House

CUSTOMERS = [["客户编号", "客户名称"], ["C1", "甲公司"], ["C2", "乙公司"]]
CONTACTS = [["客户编号", "联系人", "手机"], ["C1", "张三", "13912345678"]]
ORDERS = [["订单号", "客户名称", "订单日期", "金额(元)"], ["O1", "甲公司", "2026-05-01", 100.0]]
NOTES = "客户编号,互动时间,互动方式,沟通内容摘要\nC2,2026-05-03,电话,要报价\n"
RETAIL = """\
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom
536370,22728,ALARM CLOCK,24,2010-12-01 08:45:00,3.75,12583,France
536371,22729,ALARM CLOCK,a pair,2010-12-01 08:46:00,3.75,12583,France
"""
MAP = (
    "订单号=InvoiceNo,产品=Description,数量=Quantity,金额=Quantity*UnitPrice,"
    "订单日期=InvoiceDate,客户编号=CustomerID"
)


def test_files_of_different_kinds_are_one_batch(
    new_house: Callable[[], House],  # noqa: F811
    tmp_path: Path,
) -> None:
    house, files = new_house(), tmp_path
    with xlsxwriter.Workbook(files / "customers.xlsx") as made:
        for name, rows in (("客户", CUSTOMERS), ("联系人", CONTACTS)):
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    write_xls(files / "orders.xls", ("订单", ORDERS))
    (files / "follow.csv").write_text(NOTES, "utf-8")
    names = [str(files / name) for name in ("follow.csv", "orders.xls", "customers.xlsx")]
    done, again = house.several(["import", *names], ["import", *names, "--json"])
    assert done.returncode == 0, done.stderr
    assert "导入完成（批次 1）：新增 5 ·" in done.stdout
    assert "写入：客户 2 · 联系人 1 · 跟进 1 · 订单 1" in done.stdout
    told = json.loads(again.stdout)
    assert (told["new"], told["same"], told["records"]) == (0, 5, {})


def test_the_retail_export_by_a_map_and_by_a_file_of_it(
    new_house: Callable[[], House],  # noqa: F811
    tmp_path: Path,
) -> None:
    house, file = new_house(), tmp_path / "online_retail.csv"
    file.write_text(RETAIL, "utf-8")
    (tmp_path / "m.yaml").write_text(MAP.replace("=", ": ").replace(",", "\n"), "utf-8")
    answer, again = house.jsons(
        ["import", str(file), "--map", MAP, "--create-customers"],
        ["import", str(file), "--map", str(tmp_path / "m.yaml")],
    )
    assert (answer["new"], answer["rejected"]) == (3, 1)
    assert answer["records"] == {"customers": 2, "orders": 2, "order_lines": 3}
    (problem,) = [one for one in answer["problems"] if one["row"]]
    assert (problem["row"], problem["column"], problem["value"]) == (5, "Quantity", "a pair")
    assert (again["new"], again["same"]) == (0, 3)
    if not house.database_url:
        with sqlite3.connect(house.path / "zhike.db") as book:
            amounts = book.execute("SELECT amount_fen FROM order_line ORDER BY id").fetchall()
        assert amounts == [(1530,), (2034,), (9000,)]
