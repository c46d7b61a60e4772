"""The files say the same as the report, in Chinese type, and run nothing that was typed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from report.quarter import document

from zhike.report.assets import Assets, load_assets
from zhike.report.document import Chart, Series
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


def test_a_definition_has_the_lines_its_words_take(tmp_path: Path) -> None:
    made = replace(document(), definitions=(("长", "字" * 70), ("短", "字" * 9)), charts=())
    (file,) = write_files(made, tmp_path, formats=["xlsx"], assets=load_assets())
    rows = load_workbook(file)["口径"].row_dimensions
    assert rows[2].height == 45  # 140 letters wide in a column of 66: three lines
    assert rows[3].height is None  # one line, as any row


def test_a_column_is_as_wide_as_what_it_says_of_the_year(tmp_path: Path) -> None:
    first, *others = document().figures
    told = replace(first, moved_in_year="↓212.2 个百分点", year_ago="492.9%")
    made = replace(document(), figures=(told, *others), charts=())
    (file,) = write_files(made, tmp_path, formats=["xlsx"], assets=load_assets())
    sheet = load_workbook(file)["报表"]
    assert sheet["C8"].value == "↓212.2 个百分点（492.9%）"
    widths = [sheet.column_dimensions[column].width for column in "CD"]
    assert widths[0] >= 26 > 15 > widths[1]  # a Chinese sign is two wide


def test_the_workbook_has_native_charts_and_definitions(made: dict[str, Path]) -> None:
    book = load_workbook(made[".xlsx"])
    charts = [sheet for sheet in book.worksheets if sheet.title.startswith("图")]
    assert len(charts) == 5
    assert all(len(sheet._charts) == 1 for sheet in charts)
    months = [[cell.value for cell in row] for row in charts[0].iter_rows(min_row=5, max_row=7)]
    assert [row[:2] for row in months] == [["4月", 100.0], ["5月", 88.0], ["6月", 97.0]]
    assert [row[2] for row in months] == [
        "—",
        pytest.approx(-0.12),
        pytest.approx(0.1023, abs=1e-4),
    ]
    assert len(book["报表"]._charts) == 5
    assert "default@" in str([cell.value for cell in book["口径"]["B"]])


def test_bars_of_the_workbook_begin_at_zero(made: dict[str, Path]) -> None:
    with ZipFile(made[".xlsx"]) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    bars = [chart for chart in charts if "<c:barChart>" in chart]
    assert len(bars) == 6
    assert all('<c:min val="0"/>' in chart for chart in bars)


def test_the_pdf_holds_the_figures_and_only_the_shipped_font(made: dict[str, Path]) -> None:
    reader = PdfReader(made[".pdf"])
    text = "".join(page.extract_text() for page in reader.pages).replace(" ", "")
    for shown in SHOWN:
        assert shown in text
    assert "差异不显著" in text
    assert "第1页/共2页" in text
    assert "各区域转化率" in reader.pages[0].extract_text().replace(" ", "")
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


def test_names_excel_refuses_still_become_a_sheet(tmp_path: Path) -> None:
    odd = replace(
        document().charts[0], title="=cmd|'/C calc'!A1 [额]:月*?", labels=("=1+1", "@x", "-2")
    )
    files = write_files(
        replace(document(), charts=(odd, odd)), tmp_path, formats=["xlsx"], assets=load_assets()
    )
    sheet = load_workbook(files[0]).worksheets[1]
    assert [sheet.cell(row, 1).data_type for row in (5, 6, 7)] == ["s", "s", "s"]
    assert [sheet.cell(row, 1).value for row in (5, 6, 7)] == ["=1+1", "@x", "-2"]


def test_a_long_table_runs_over_pages_with_its_head_repeated(tmp_path: Path) -> None:
    labels = tuple(f"第{number}区" for number in range(1, 41))
    series = Series("总销售额", "元", tuple(range(40)), tuple(map(str, range(40))))
    tall = Chart("柱状图", "各区", "", "区", labels, (series,))
    files = write_files(
        replace(document(), charts=(tall,) * 2), tmp_path, formats=["pdf"], assets=load_assets()
    )
    pages = [page.extract_text() for page in PdfReader(files[0]).pages]
    text = "".join(pages).replace(" ", "")
    assert "第30区29" in text
    assert "第31区30" not in text
    assert "另有10行，全部在Excel里" in text
    assert text.count("总销售额（元）") >= 3


def test_an_empty_period_is_said_and_draws_nothing(tmp_path: Path) -> None:
    files = write_files(
        document("2023Q1"), tmp_path, formats=["xlsx", "pdf", "png"], assets=load_assets()
    )
    reader = PdfReader(files[1])
    assert len(reader.pages) == 1
    assert "本期没有新增客户和订单" in reader.pages[0].extract_text().replace(" ", "")


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


def test_without_its_font_a_report_is_refused_rather_than_set_in_wrong_signs(
    tmp_path: Path,
) -> None:
    assets = Assets(load_assets().echarts, tmp_path)
    with pytest.raises(Refused, match="中文字体"):
        write_files(document(), tmp_path / "out", formats=["pdf"], assets=assets)
    assert not list((tmp_path / "out").glob("*.pdf"))
