"""Files and sheets of different kinds at once: guessed one by one, parents before children."""

from pathlib import Path

import pytest
import xlsxwriter
from biff import write_xls
from runs.taking import fields, said, take, text

from zhike.runs.understanding import Wish
from zhike.words.problem import Refused

CUSTOMERS = [
    ["客户编号", "客户名称", "跟进人", "备注"],
    ["C1", "甲公司", "李明", "老客户"],
    ["C2", "乙公司"],
]
CONTACTS = [
    ["客户编号", "联系人", "手机"],
    ["C1", "张三", "13912345678"],
    ["C2", "李四", "13912345679"],
]
ORDERS = [["订单编号", "客户名称", "订单日期", "金额(元)"], ["O1", "甲公司", "2024-05-01", "100"]]
LINES = [
    ["订单编号", "客户编号", "订单日期", "产品", "数量", "金额"],
    ["O1", "C1", "2024-05-01", "扫描枪", "1", "60"],
    ["O1", "C1", "2024-05-01", "标签纸", "1", "40"],
]
NOTES = (
    "客户ID,互动时间,互动方式,沟通内容摘要,备注",
    "C1,2024-05-03,电话,要报价,x",
    "C9,2024-05-04,电话,y,",
)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return a follow-up list, an old workbook of orders and lines, and one of customers."""
    with xlsxwriter.Workbook(tmp_path / "customers.xlsx") as made:
        for name, rows in (("客户", CUSTOMERS), ("联系人", CONTACTS)):
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    orders = write_xls(tmp_path / "orders.xls", ("订单", ORDERS), ("明细", LINES))
    return [text(tmp_path / "follow.csv", *NOTES), orders, tmp_path / "customers.xlsx"]


def test_each_sheet_is_guessed_and_all_come_in_together(files):
    made = take(*files)
    assert made.kind == "interactions+orders+order_lines+customers+contacts"
    assert made.files == ("follow.csv", "orders.xls", "customers.xlsx")
    assert [(part.noun, part.rows.height) for part in made.parts] == [
        ("customers", 2), ("contacts", 2), ("interactions", 1), ("orders", 2), ("order_lines", 2),
    ]  # fmt: skip
    assert fields(made, "orders", "_parent", "amount_fen", "_fate") == [
        ("编号:C1", 10_000, "new"),  # by its name, though the number stands in another file
        ("编号:C1", 10_000, "same"),  # what its lines add up to
    ]
    assert fields(made, "contacts", "_parent") == [("编号:C1",), ("编号:C2",)]


def test_what_has_no_parent_in_any_of_the_files_is_told(files):
    made = take(*files)
    assert made.fates == {"new": 8, "changed": 0, "same": 0, "unclear": 0, "rejected": 1}
    (lost,) = [line for line in said(made) if line[4] == "reject"]
    assert lost[:3] == (3, "", "C9")


def test_a_head_means_what_its_own_sheet_says(files):
    made = take(*files)
    assert made.mapping["customers.xlsx#客户!备注"] == "customers.remark"
    assert made.mapping["follow.csv#!客户ID"] == "customers.external_id"
    assert "follow.csv#!备注" not in made.mapping
    assert made.mapping["orders.xls#订单!金额(元)"] == "orders.amount_fen"


def test_a_kind_said_by_hand_holds_for_all_of_them(files):
    made = take(files[2], wish=Wish(kind="contacts", create_customers=True))
    assert made.kind == "contacts"


def test_one_file_that_cannot_be_read_stops_all_of_them(files, tmp_path):
    (tmp_path / "空.csv").touch()
    with pytest.raises(Refused, match=r"^空\.csv 是空文件"):
        take(*files, tmp_path / "空.csv")


def test_a_map_by_hand_must_fit_one_of_the_sheets(files):
    made = take(*files, wish=Wish(columns={"成本": "数量*10"}))
    assert fields(made, "order_lines", "cost_fen") == [(1000,), (1000,)]
    with pytest.raises(Refused, match="公式“成本=数量\\*重量”算不了：公式第 4 个字：不认识“重量”"):
        take(*files, wish=Wish(columns={"成本": "数量*重量"}))
