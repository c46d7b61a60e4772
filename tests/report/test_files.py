"""The files say the same as the report, in Chinese type, and run nothing that was typed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report.quarter import document

from zhike.report.assets import Assets, load_assets
from zhike.report.files import write_files
from zhike.words.problem import Refused

SHOWN = ["120", "45", "285.0", "63,333.33", "37.5%", "42.2%"]
EVIL = '=cmd|"/C calc"!A1 #read("/etc/passwd")'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the quarter's report in every format."""
    folder = tmp_path_factory.mktemp("report")
    files = write_files(document(), folder, formats=["xlsx", "pdf", "png"], assets=load_assets())
    return {file.suffix: file for file in files}


def test_the_workbook_holds_the_figures_as_numbers(made: dict[str, Path]) -> None:
    sheet = load_workbook(made[".xlsx"])["报表"]
    heads = [cell.value for cell in sheet[4]]
    assert heads == [
        "报表名称", "统计周期", "新增客户数(个)", "成交客户数(个)", "总销售额(万元)", "客单价(元)",
        "客户转化率(%)", "复购率(%)", "主要结论", "行动建议",
    ]  # fmt: skip
    values = [cell.value for cell in sheet[5]][2:8]
    assert values == pytest.approx([120, 45, 285.0, 63_333.333, 0.375, 19 / 45], abs=0.001)
    assert sheet["I5"].value.startswith("1. 华东转化率最高")
    assert sheet["J5"].value.startswith("1. 样本还不足")


def test_the_workbook_has_native_charts_and_definitions(made: dict[str, Path]) -> None:
    book = load_workbook(made[".xlsx"])
    charts = [sheet for sheet in book.worksheets if sheet.title.startswith("图")]
    assert len(charts) == 5
    assert all(len(sheet._charts) == 1 for sheet in charts)
    months = [[cell.value for cell in row] for row in charts[0].iter_rows(min_row=5, max_row=7)]
    assert [row[:2] for row in months] == [["4月", 100.0], ["5月", 88.0], ["6月", 97.0]]
    assert "default@" in str([cell.value for cell in book["口径"]["B"]])


def test_the_pdf_holds_the_figures_and_only_the_shipped_font(made: dict[str, Path]) -> None:
    reader = PdfReader(made[".pdf"])
    text = "".join(page.extract_text() for page in reader.pages).replace(" ", "")
    for shown in SHOWN:
        assert shown in text
    assert "差异不显著" in text
    fonts = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("NotoSansSC" in name for name in fonts)


def test_the_picture_is_750_wide(made: dict[str, Path]) -> None:
    head = made[".png"].read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20], "big") == 750


def test_what_people_typed_is_never_run(tmp_path: Path) -> None:
    line = replace(document().conclusions[0], text=EVIL)
    evil = replace(document(), conclusions=(line,), scope_said=EVIL)
    files = write_files(evil, tmp_path, formats=["xlsx", "pdf"], assets=load_assets())
    cell = load_workbook(files[0])["报表"]["I5"]
    assert (cell.data_type, cell.value) == ("s", f"1. {EVIL}")
    text = "".join(page.extract_text() for page in PdfReader(files[1]).pages)
    assert "#read" in text
    assert "root:" not in text


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="docx"):
        write_files(document(), tmp_path / "new", formats=["docx"], assets=load_assets())
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cant_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="写不进"):
        write_files(document(), tmp_path / "file" / "x", formats=["xlsx"], assets=load_assets())


def test_missing_assets_are_one_sentence(tmp_path: Path) -> None:
    broken = Assets(tmp_path / "none.js", tmp_path)
    with ThreadPoolExecutor(1) as fresh, pytest.raises(Refused, match=r"none\.js"):
        fresh.submit(write_files, document(), tmp_path, formats=["pdf"], assets=broken).result()
