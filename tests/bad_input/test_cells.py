"""Cells and columns nobody can read as they stand: told at their place, never guessed."""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from bad_input.told import check
from web.small_book import client_of, id_of, said

from zhike.jobs.run import run_now
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
FULL = "客户编号,客户名称,联系人,联系电话\nK1,甲州精密机械有限公司,赵经理,13912345678\n"
SHELL = "=cmd|' /C calc'!A0"


def take(viewer: Viewer, folder: Path, text: str, **asked: Any) -> dict[str, Any]:
    """Take a text table in and return the answer of the command."""
    file = folder / "客户.csv"
    file.write_text(text, "utf-8")
    answer: dict[str, Any] = run_now("import_files", viewer, paths=[str(file)], asked=asked)
    return answer


def at(answer: dict[str, Any], row: int, column: str) -> str:
    """Return what is said of one cell; fails when it is not exactly one sentence."""
    (message,) = [
        line["message"]
        for line in answer["problems"]
        if (line["row"], line["column"]) == (row, column)
    ]
    return str(message)


def test_of_two_columns_with_one_meaning_one_is_read(book: dict[str, Viewer], tmp_path) -> None:
    text = "客户编号,客户名称,手机,联系电话\nK1,甲公司,13912345679,13912345678\n"
    check("two columns of one meaning", at(take(book["管理员"], tmp_path, text), 0, ""))
    assert [row.phone for row in Contact.objects.all()] == ["13912345678"]


def test_a_masked_phone_never_replaces_a_full_one(book: dict[str, Viewer], tmp_path) -> None:
    def phones() -> list[str]:
        return [row.phone for row in Contact.objects.filter(customer__external_id="K1")]

    take(book["管理员"], tmp_path, FULL)
    masked = FULL.replace("13912345678", "139****5678") + "K2,乙州机械有限公司,钱经理,139****5678\n"
    answer = take(book["管理员"], tmp_path, masked)
    check("masked phone", at(answer, 3, "联系电话"))
    assert [line["row"] for line in answer["problems"]] == [3]  # of one we know in full: nothing
    assert phones() == ["13912345678"]
    moved = take(book["管理员"], tmp_path, FULL.replace("13912345678", "13912345679"))
    assert moved["changed"] == 1  # a full one does
    assert phones() == ["13912345679"]


def test_a_name_beside_a_number_is_kept_and_of_several_none(
    book: dict[str, Viewer], tmp_path
) -> None:
    bare = "客户编号,客户名称,联系人/电话\nK1,甲公司,0571-88881234\n"
    take(book["管理员"], tmp_path, bare)
    named = bare.replace("0571", "王经理：0571") + "K2,乙公司,张三、李四 13912345678\n"
    answer = take(book["管理员"], tmp_path, named)
    check("several people beside one number", at(answer, 3, "联系人/电话"))
    people = Contact.objects.order_by("id").values_list("name", "phone")
    assert list(people) == [("王经理", "0571-88881234"), ("", "13912345678")]


def test_a_day_that_never_was_and_a_phone_cut_off(book: dict[str, Viewer], tmp_path) -> None:
    text = (
        "客户编号,客户名称,联系电话,首次接触时间\n"
        "K1,甲公司,13912345,2024-02-30\nK2,乙公司,13912345678,2024-02-29\n"
    )
    answer = take(book["管理员"], tmp_path, text)
    check("a day that never was", at(answer, 2, "首次接触时间"))
    check("a phone cut off", at(answer, 2, "联系电话"))
    kept = {row.external_id: row.first_contact_on for row in Customer.objects.all()}
    assert kept["K1"] is None
    assert str(kept["K2"]) == "2024-02-29"
    assert [row.phone for row in Contact.objects.all()] == ["13912345678"]


def test_day_and_month_are_told_apart_by_the_column_or_not_at_all(book, tmp_path) -> None:
    text = "客户编号,客户名称,首次接触时间\nK1,甲公司,{}\nK2,乙公司,{}\n"
    alone = take(book["管理员"], tmp_path, text.format("10/05/2024", "2024-05-11"))
    check("day or month first", at(alone, 2, "首次接触时间"))
    shown = take(book["管理员"], tmp_path, text.format("12/1/2010", "12/13/2010"))
    check("order shown by the column", at(shown, 2, "首次接触时间"))
    days = {row.external_id: str(row.first_contact_on) for row in Customer.objects.all()}
    assert days == {"K1": "2010-12-01", "K2": "2010-12-13"}


def test_a_number_typed_where_digits_matter_is_left_out(book: dict[str, Viewer], tmp_path) -> None:
    path = tmp_path / "证件.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("客户")
        sheet.write_row(0, 0, ["客户编号", "客户名称", "统一社会信用代码"])
        sheet.write_row(1, 0, [110101199003077777, "甲公司"])
        sheet.write_row(2, 0, ["110101199003077777", "乙公司"])
        sheet.write_row(3, 0, ["K3", "丙公司"])
        sheet.write_formula(3, 2, "=1/0", "", "#DIV/0!")
    answer = run_now("import_files", book["管理员"], paths=[str(path)], asked={})
    check("number typed into a text column", at(answer, 2, "客户编号"))
    check("failed formula", at(answer, 4, "统一社会信用代码"))
    kept = {row.name: row.external_id for row in Customer.objects.all()}
    assert kept == {"甲公司": "", "乙公司": "110101199003077777", "丙公司": "K3"}


def test_what_only_the_workbook_shows_is_told(book: dict[str, Viewer], tmp_path) -> None:
    path = tmp_path / "显示.xlsx"
    with xlsxwriter.Workbook(path) as made:
        day, dollars = (made.add_format({"num_format": one}) for one in ("yyyy-mm-dd", "$#,##0.00"))
        sheet = made.add_worksheet("客户")
        sheet.write_row(0, 0, ["客户编号", "客户名称", "累计交易金额", "首次接触时间"])
        sheet.write_row(1, 0, ["K1", "甲公司", 1])
        sheet.write_formula(1, 2, "=A1+1", None, "")
        sheet.write_row(2, 0, ["K2", "乙公司"])
        sheet.write_number(2, 2, 1200, dollars)
        sheet.write_number(2, 3, 59, day)
    unreckoned(path)
    answer = run_now("import_files", book["管理员"], paths=[str(path)], asked={})
    check("formula nobody has reckoned", at(answer, 2, "累计交易金额"))
    check("foreign currency by format", at(answer, 3, "累计交易金额"))
    check("day before March 1900", at(answer, 3, "首次接触时间"))
    assert {row.stated_amount_fen for row in Customer.objects.all()} == {None}


def unreckoned(path: Path) -> None:
    """Take the values out of a workbook's formulas, as programs leave them."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(
        rb'(<c [^>]*?) t="str"(>(?:<f>.*?</f>))<v>.*?</v>', rb"\1\2", parts[sheet]
    )
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def test_numbers_that_excel_damaged_in_a_text_table(book: dict[str, Viewer], tmp_path) -> None:
    text = (
        "客户编号,客户名称,统一社会信用代码\n1.10101E+17,甲公司,\n1.10101E+17,乙公司,\n"
        "110101199003070000,丙公司,911101199003070000\n"
    )
    answer = take(book["管理员"], tmp_path, text)
    for row in (2, 3):
        check("key in powers of ten", at(answer, row, "客户编号"))
    check("key that ends in zeros", at(answer, 4, "客户编号"))
    check("rounded credit code", at(answer, 4, "统一社会信用代码"))
    kept = {row.name: row.external_id for row in Customer.objects.all()}
    assert kept == {"甲公司": "", "乙公司": "", "丙公司": "110101199003070000"}  # still three
    assert not Customer.objects.exclude(credit_code="").exists()


def test_what_is_no_number_cannot_be_reckoned_with(book: dict[str, Viewer], tmp_path) -> None:
    text = "订单号,客户编号,订单日期,Quantity,UnitPrice\nO1,K1,2024-05-01,many,2.55\n"
    answer = take(
        book["管理员"], tmp_path, text, mapping="金额=Quantity*UnitPrice", create_customers=True
    )
    check("no number in a formula column", at(answer, 2, "Quantity"))
    assert answer["rejected"] == 1
    assert not Customer.objects.exists()


def test_a_cell_that_looks_like_a_command_stays_text(book: dict[str, Viewer], tmp_path) -> None:
    rows = [["客户编号", "客户名称", "备注"], ["K1", SHELL, "+1"], ["K2", "@SUM(A1)", "-2+3"]]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    answer = take(book["管理员"], tmp_path, out.getvalue())
    assert (answer["new"], answer["problems"]) == (2, [])
    assert Customer.objects.get(external_id="K1").name == SHELL
    client = client_of(book["管理员"])
    page = said(client.get(f"/customers/{id_of('K1')}/"))
    assert "=cmd|&#x27; /C calc&#x27;!A0" in page
    workbook = openpyxl.load_workbook(io.BytesIO(client.get("/customers/export.xlsx").content))
    cells = [cell for sheet in workbook for row in sheet for cell in row]
    assert SHELL in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)
    text = client.get("/customers/export.csv").content.decode("utf-8-sig")
    handed = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{SHELL}" in handed
    assert not [cell for cell in handed if cell.startswith(("=", "+", "@"))]
