"""A workbook of the cells that importers lose without a word.

`build` writes one file with a cell of each kind in column C, and returns for every such cell
where it stands, what kind it is, what a person sees in a spreadsheet program, the whole value
behind it, and what an importer owes the person:

    value    the value must arrive
    problem  the value cannot be had; the importer must say so
    empty    nothing is there, and nothing needs saying

`build_1904` writes a second file whose dates count from 1904, as old Macs do.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Fate = Literal["value", "problem", "empty"]

SHEET = "边界"
COLUMN = "C"
FIRST_ROW = 2
LONGEST = "长" * 32_767
YUAN = '"¥"#,##0.00'
ACCOUNTING = '_("¥"* #,##0.00_);_("¥"* (#,##0.00);_("¥"* "-"??_);_(@_)'


@dataclass(frozen=True)
class EdgeCell:
    """One cell: where it stands, what a person sees, what is stored, what is owed."""

    sheet: str
    address: str
    kind: str
    seen: str
    stored: str
    fate: Fate


@dataclass(frozen=True)
class Case:
    """One row to write: the value openpyxl takes, or the cell's own XML where it takes none."""

    kind: str
    seen: str
    value: object = None
    number_format: str = "General"
    stored: str | None = None
    fate: Fate = "value"
    xml: str | None = None
    quoted: bool = False


def _text(kind: str, text: str, fate: Fate = "value") -> Case:
    return Case(kind, text, text, number_format="@", fate=fate)


def _raw(kind: str, seen: str, xml: str, fate: Fate = "value", stored: str | None = None) -> Case:
    return Case(kind, seen, "?", xml=xml, fate=fate, stored=stored)


def _inline(text: str) -> str:
    return f'<is><t xml:space="preserve">{escape(text)}</t></is>'


FORMULAS = [
    _raw("formula with cached number", "1200", "<f>1000+200</f><v>1200</v>"),
    _raw("formula with cached text", "华东", '|str|<f>"华"&amp;"东"</f><v>华东</v>'),
    _raw("formula with cached true", "TRUE", "|b|<f>1=1</f><v>1</v>"),
    _raw("formula with cached error", "#DIV/0!", "|e|<f>1/0</f><v>#DIV/0!</v>", "problem"),
    _raw("formula without cached value", "1200", "<f>1000+200</f>", "problem", stored=""),
    _raw("formula giving empty text", "", '|str|<f>""</f><v></v>', "empty"),
    _raw(
        "array formula with cached number",
        "6",
        '<f t="array" ref="{at}">SUM({1,2,3})</f><v>6</v>',
    ),
    _raw(
        "shared formula with cached number", "7", '<f t="shared" ref="{at}" si="0">3+4</f><v>7</v>'
    ),
    _raw(
        "hyperlink formula with cached text",
        "官网",
        '|str|<f>HYPERLINK("https://example.com","官网")</f><v>官网</v>',
    ),
]

ERRORS = [
    Case("error #N/A", "#N/A", "#N/A", fate="problem"),
    Case("error #REF!", "#REF!", "#REF!", fate="problem"),
    Case("error #VALUE!", "#VALUE!", "#VALUE!", fate="problem"),
    Case("error #NAME?", "#NAME?", "#NAME?", fate="problem"),
    Case("error #NUM!", "#NUM!", "#NUM!", fate="problem"),
    Case("error #NULL!", "#NULL!", "#NULL!", fate="problem"),
    _text("text that looks like an error", "#N/A", "problem"),
]

BOOLEANS = [
    Case("boolean true", "TRUE", True),
    Case("boolean false", "FALSE", False),
    _text("text TRUE", "TRUE"),
]

DATES = [
    Case("date yyyy-mm-dd", "2024-05-01", 45413, "yyyy-mm-dd", "2024-05-01"),
    Case("date of the system's short form", "2024/5/1", 45413, "mm-dd-yy", "2024-05-01"),
    Case("date yyyy.mm.dd", "2024.05.01", 45413, "yyyy.mm.dd", "2024-05-01"),
    Case("date 年月日", "2024年5月1日", 45413, 'yyyy"年"m"月"d"日"', "2024-05-01"),
    Case(
        "date 年月日 with locale", "2024年5月1日", 45413, '[$-804]yyyy"年"m"月"d"日"', "2024-05-01"
    ),
    Case("date shown as month", "2024年5月", 45413, 'yyyy"年"m"月"', "2024-05-01"),
    Case(
        "date in Chinese numerals",
        "二〇二四年五月一日",
        45413,
        '[DBNum1][$-804]yyyy"年"m"月"d"日"',
        "2024-05-01",
    ),
    Case("date shown as mmm-yy", "May-24", 45413, "mmm-yy", "2024-05-01"),
    Case("date shown as weekday", "星期三", 45413, "[$-804]aaaa", "2024-05-01"),
    Case(
        "date and time",
        "2024-05-01 14:30",
        45413.604166666664,
        "yyyy-mm-dd hh:mm",
        "2024-05-01 14:30:00",
    ),
    Case(
        "date and time, time hidden",
        "2024-05-01",
        45413.604166666664,
        "yyyy-mm-dd",
        "2024-05-01 14:30:00",
    ),
    Case("time only", "14:30", 0.6041666666666666, "hh:mm", "14:30:00"),
    Case("duration over 24 hours", "26:30", 1.1041666666666667, "[h]:mm", "26:30:00"),
    Case("duration in minutes", "90:30", 0.06284722222222222, "[mm]:ss", "1:30:30"),
    Case("serial number without a date format", "45413", 45413),
    _text("serial number as text", "45413"),
    _text("date as text", "2024/5/1"),
    Case("the 29 February that never was", "1900-02-29", 60, "yyyy-mm-dd", "60", "problem"),
    Case("date of serial zero", "1900-01-00", 0, "yyyy-mm-dd", "0", "problem"),
    Case("negative date", "########", -1, "yyyy-mm-dd", "-1", "problem"),
    _raw("date cell in ISO form", "2024-05-01", "|d|<v>2024-05-01</v>"),
]

NUMBERS = [
    _text("number as text with green triangle", "1200"),
    Case("number behind an apostrophe", "00123", "00123", quoted=True),
    Case(
        "18-digit id as number",
        "1.10105E+17",
        1.1010519491231e17,
        "General",
        "110105194912310000",
        "problem",
    ),
    Case(
        "18-digit id as number, all digits shown",
        "110105194912310000",
        1.1010519491231e17,
        "0",
        "110105194912310000",
        "problem",
    ),
    Case(
        "16-digit card as number",
        "6222021234567890",
        6.22202123456789e15,
        "0",
        "6222021234567890",
        "problem",
    ),
    Case("15-digit number", "123456789012345", 123456789012345, "0"),
    Case("11-digit phone as number", "13800138000", 13800138000),
    Case("11-digit phone in scientific form", "1.38E+10", 13800138000, "0.00E+00", "13800138000"),
    _text("18-digit id as text", "11010519491231002X"),
    Case("leading zeros by format", "000123", 123, "000000", "123"),
    _text("leading zeros as text", "000123"),
    Case("percentage", "12.5%", 0.125, "0.0%", "0.125"),
    Case("percentage rounded on screen", "13%", 0.125, "0%", "0.125"),
    _text("percentage as text", "12.5%"),
    Case("yuan", "¥1,200.00", 1200, YUAN, "1200"),
    Case("dollar", "$1,200.00", 1200, "[$$-409]#,##0.00", "1200", "problem"),
    Case("euro", "1,200.00 €", 1200, "#,##0.00\\ [$€-407]", "1200", "problem"),
    Case("accounting negative", "¥ (1,200.00)", -1200, ACCOUNTING, "-1200"),
    Case("accounting zero", "¥ -", 0, ACCOUNTING, "0"),
    Case("negative in red without a sign", "1,200", -1200, "#,##0;[Red]#,##0", "-1200"),
    Case("amount shown in 万", "12.5万", 125000, '0!.0,"万"', "125000"),
    Case("amount shown in thousands", "125", 125000, "#,##0,", "125000"),
    Case("unit in the format", "100台", 100, '0"台"', "100"),
    Case("number hidden by its format", "", 88, ";;;", "88"),
    Case("fraction", "1/2", 0.5, "# ?/?", "0.5"),
    Case("scientific", "1.20E+05", 120000, "0.00E+00", "120000"),
    Case("rounded on screen", "0.3", 0.30000000000000004, "General", "0.3"),
    Case("more digits than shown", "1234.57", 1234.5678, "0.00", "1234.5678"),
    Case("very large number", "1E+300", 1e300, "General", "1E+300"),
]

TEXTS = [
    _text("line break", "第一行\n第二行"),
    _raw(
        "carriage return, escaped",
        "第一行\r\n第二行",
        "|inlineStr|" + _inline("第一行_x000D_\n第二行"),
    ),
    _raw("text that looks like an escape", "_x0041_", "|inlineStr|" + _inline("_x005F_x0041_")),
    _text("tab", "甲\t乙"),
    _text("zero-width space", "张\u200b伟"),
    _text("byte order mark", "\ufeff张伟"),
    _text("soft hyphen", "13800\u00ad138000"),
    _text("emoji", "重点客户🔥"),
    _text("emoji of several parts", "家庭👨\u200d👩\u200d👧"),
    Case(
        "right-to-left marks",
        "13800",
        "\u202e00831\u202c",
        "@",
        stored="\u202e00831\u202c",
    ),
    _text("left-to-right marks", "\u202d13800138000\u202c"),
    _text("combining mark", "Cafe\u0301"),
    _text("character beyond the first plane", "𠮷野家"),
    _text("private-use character", "张\ue863"),
    _text("full-width digits", "１２００"),
    _text("XML characters", "<A&B> \"C\" 'D'"),
    _text("spaces at both ends", "  张伟  "),
    _text("spaces only", "   ", "empty"),
    _text("ideographic spaces only", "\u3000\u3000", "empty"),
    _text("no-break spaces only", "\u00a0\u00a0", "empty"),
    _text("zero-width characters only", "\u200b\u200b", "empty"),
    _text("longest text", LONGEST),
    Case("text that starts with =", "=1+1", "=1+1", "@", quoted=True),
    _text("text that starts with +", "+8613800138000"),
    _text("text that starts with @", "@张伟"),
    _text("text that looks like a date", "1-2"),
    Case("apostrophe alone", "'", "'"),
    _raw("inline string", "内联文字", "|inlineStr|" + _inline("内联文字")),
    _raw(
        "inline rich string",
        "红字黑字",
        "|inlineStr|<is><r><rPr><b/></rPr><t>红字</t></r><r><t>黑字</t></r></is>",
    ),
    _raw(
        "phonetic guide",
        "東京",
        '|inlineStr|<is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is>',
    ),
    Case(
        "rich text runs",
        "重要客户",
        CellRichText(TextBlock(InlineFont(b=True), "重要"), "客户"),
    ),
    Case("styled but empty", "", None, YUAN, "", "empty"),
]

CASES = FORMULAS + ERRORS + BOOLEANS + DATES + NUMBERS + TEXTS


def build(path: Path) -> list[EdgeCell]:
    """Write the workbook to `path` and say what each of its cells holds."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet.append(["序号", "种类", "值", "旁列"])
    cells = [_write(sheet, row, case) for row, case in enumerate(CASES, FIRST_ROW)]
    cells += _structures(sheet, FIRST_ROW + len(CASES))
    cells += _other_sheets(workbook)
    _save(workbook, path, dict(_patches()))
    return cells


def build_1904(path: Path) -> list[EdgeCell]:
    """Write a workbook whose dates count from 1904-01-01."""
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet.append(["序号", "种类", "值"])
    cases = [
        Case("date of a 1904 workbook", "2024-05-01", 43951, "yyyy-mm-dd", "2024-05-01"),
        Case(
            "date and time of a 1904 workbook",
            "2024-05-01 12:00",
            43951.5,
            "yyyy-mm-dd hh:mm",
            "2024-05-01 12:00:00",
        ),
        Case("time of a 1904 workbook", "14:30", 0.6041666666666666, "hh:mm", "14:30:00"),
        _text("date as text in a 1904 workbook", "2024-05-01"),
    ]
    cells = [_write(sheet, row, case) for row, case in enumerate(cases, FIRST_ROW)]
    workbook.save(path)
    return cells


def _write(sheet: Worksheet, row: int, case: Case) -> EdgeCell:
    sheet.cell(row, 1, row - FIRST_ROW + 1)
    sheet.cell(row, 2, case.kind)
    cell = sheet[f"{COLUMN}{row}"]
    assert isinstance(cell, Cell)
    cell.value = case.value  # type: ignore[assignment]
    cell.number_format = case.number_format
    cell.quotePrefix = case.quoted
    if case.number_format == "@" or case.quoted:
        cell.data_type = "s"
    stored = case.seen if case.stored is None else case.stored
    return EdgeCell(sheet.title, cell.coordinate, case.kind, case.seen, stored, case.fate)


def _structures(sheet: Worksheet, row: int) -> list[EdgeCell]:
    """The kinds that are more than a cell: merged, linked, noted, hidden, checked, coloured."""
    written = [
        _write(sheet, row, Case("merged, first cell", "华东大区", "华东大区")),
        _write(sheet, row + 1, Case("merged, covered cell", "华东大区", None)),
        _write(sheet, row + 2, Case("hyperlink", "官网", "官网")),
        _write(sheet, row + 3, Case("mail link", "张伟", "张伟")),
        _write(sheet, row + 4, Case("comment", "1200", 1200)),
        _write(sheet, row + 5, Case("hidden row", "隐藏行", "隐藏行")),
        _write(sheet, row + 6, Case("data validation, value allowed", "成交", "成交")),
        _write(sheet, row + 7, Case("data validation, value not allowed", "已成交", "已成交")),
        _write(sheet, row + 8, Case("conditional format", "88", 88)),
        _write(sheet, row + 9, Case("white on white", "看不见", "看不见")),
        _write(sheet, row + 10, Case("struck through", "已作废", "已作废")),
    ]
    at = [f"{COLUMN}{row + offset}" for offset in range(len(written))]
    sheet.merge_cells(f"{at[0]}:{at[1]}")
    sheet[at[2]].hyperlink = "https://example.com/a?b=1&c=2"
    sheet[at[3]].hyperlink = "mailto:zhang@example.com"
    sheet[at[4]].comment = Comment("含税", "作者")
    sheet.row_dimensions[row + 5].hidden = True
    allowed = DataValidation(type="list", formula1='"潜在,意向,成交,流失"')
    allowed.add(at[6])
    allowed.add(at[7])
    sheet.add_data_validation(allowed)
    fill = DifferentialStyle(fill=PatternFill(bgColor="FFFF0000"))
    red = Rule(type="cellIs", operator="greaterThan", formula=["50"], dxf=fill)
    sheet.conditional_formatting.add(at[8], red)
    sheet[at[9]].font = Font(color="FFFFFFFF")
    sheet[at[10]].font = Font(strike=True)
    sheet["D2"] = "隐藏列"
    sheet.column_dimensions["D"].hidden = True
    return [*written, EdgeCell(sheet.title, "D2", "hidden column", "隐藏列", "隐藏列", "value")]


def _other_sheets(workbook: Workbook) -> Iterator[EdgeCell]:
    for title, state, kind in (
        ("隐藏表", "hidden", "hidden sheet"),
        ("深藏表", "veryHidden", "very hidden sheet"),
    ):
        sheet = workbook.create_sheet(title)
        sheet.append(["序号", "种类", "值"])
        yield _write(sheet, FIRST_ROW, Case(kind, "别处", "别处"))
        sheet.sheet_state = state


def _patches() -> Iterator[tuple[str, str]]:
    """The address and inside of each cell that openpyxl cannot write by itself."""
    for row, case in enumerate(CASES, FIRST_ROW):
        if case.xml is not None:
            yield f"{COLUMN}{row}", case.xml


def _save(workbook: Workbook, path: Path, patches: dict[str, str]) -> None:
    plain = io.BytesIO()
    workbook.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = _patched(content.decode(), patches).encode()
            out.writestr(item, content)


def _patched(xml: str, patches: dict[str, str]) -> str:
    for address, inside in patches.items():
        kind, _, body = inside[1:].partition("|") if inside.startswith("|") else ("n", "", inside)
        found = re.search(rf'<c r="{address}"((?: s="\d+")?)[^>]*>.*?</c>', xml, re.DOTALL)
        assert found is not None, address
        cell = f'<c r="{address}"{found[1]} t="{kind}">{body.replace("{at}", address)}</c>'
        xml = xml[: found.start()] + cell + xml[found.end() :]
    return xml
