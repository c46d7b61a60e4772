"""The first sheet: the printed table of the source template (T3-2) with the charts below it."""

from collections.abc import Sequence
from typing import Any

from zhike.report.document import Document, Figure
from zhike.report.sheets.charts import native_chart
from zhike.report.sheets.data import sheet_name
from zhike.report.sheets.look import across, new_sheet, write_number

_HEADS, _FIRST = 3, 4  # rows of the table: its heads, its first line
_WORDS_WIDE, _LINE_HIGH, _FIGURE_WIDE = 36, 15.5, 13
_CHARTS_A_ROW, _CHART = 3, {"width": 424, "height": 250}


def front_sheet(book: Any, document: Document, styles: dict[str, Any]) -> None:
    """Write 报表: figures with the period before, conclusions beside their suggestions, charts."""
    sheet = new_sheet(book, "报表")
    _columns(sheet, document.figures)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, document.title, styles["title"])
    sheet.write_string(1, 0, _about(document), styles["grey"])
    if document.warnings:
        sheet.write_string(2, 0, "；".join(document.warnings), styles["warn"])
    _figures(sheet, document, styles)
    _conclusions(sheet, document, 2 + len(document.figures), styles)
    last = _FIRST + max(4, len(document.conclusions))
    sheet.write_string(last, 0, str(document.stamp), styles["grey"])
    sheet.freeze_panes(_FIRST, 0)
    _charts(book, sheet, document, last + 2)


def _about(document: Document) -> str:
    parts = (document.period_label, f"范围：{document.scope_said}", document.compared_said)
    return " · ".join(part for part in parts if part)


def _columns(sheet: Any, figures: Sequence[Figure]) -> None:
    sheet.set_column(0, 1, 15)
    for column, figure in enumerate(figures, 2):
        said = max(map(across, (figure.before, figure.moved, _in_year(figure))))
        sheet.set_column(column, column, max(_FIGURE_WIDE, said + 1))
    sheet.set_column(2 + len(figures), 3 + len(figures), _WORDS_WIDE)


def _figures(sheet: Any, document: Document, styles: dict[str, Any]) -> None:
    sheet.set_row(_HEADS, 22)
    for column, head in enumerate(("报表名称", "统计周期")):
        sheet.write_string(_HEADS, column, head, styles["head"])
    sheet.write_string(_FIRST, 0, document.name, styles["text"])
    sheet.write_string(_FIRST, 1, document.period_label, styles["text"])
    if any(figure.moved for figure in document.figures):
        sheet.write_string(_FIRST + 1, 1, f"上期 {document.compared_with}", styles["grey"])
        sheet.write_string(_FIRST + 2, 1, "环比", styles["grey"])
    if any(figure.moved_in_year for figure in document.figures):
        sheet.write_string(_FIRST + 3, 1, "同比", styles["grey"])
    for column, figure in enumerate(document.figures, 2):
        _figure(sheet, column, figure, styles)


def _figure(sheet: Any, column: int, figure: Figure, styles: dict[str, Any]) -> None:
    sheet.write_string(_HEADS, column, f"{figure.label}({figure.unit})", styles["head_right"])
    write_number(sheet, (_FIRST, column), figure.value, figure.unit, styles)
    if figure.moved:
        sheet.write_string(_FIRST + 1, column, figure.before, styles["before"])
        sheet.write_string(_FIRST + 2, column, figure.moved, styles["before"])
    if figure.moved_in_year:
        sheet.write_string(_FIRST + 3, column, _in_year(figure), styles["before"])


def _in_year(figure: Figure) -> str:
    return f"{figure.moved_in_year}（{figure.year_ago}）" if figure.moved_in_year else ""


def _conclusions(sheet: Any, document: Document, column: int, styles: dict[str, Any]) -> None:
    for at, head in enumerate(("主要结论", "行动建议"), column):
        sheet.write_string(_HEADS, at, head, styles["head_words"])
    for number, line in enumerate(document.conclusions, 1):
        row = _FIRST + number - 1
        words = (f"{number}. {line.text}", f"{number}. {line.suggestion}")
        for at, said in enumerate(words, column):
            sheet.write_string(row, at, said, styles["words"])
        sheet.set_row(row, max(map(_lines, words)) * _LINE_HIGH)


def _lines(text: str) -> int:
    """Return the lines a text takes in its column: a Chinese sign is as wide as two others."""
    return 1 + across(text) // (_WORDS_WIDE - 4)


def _charts(book: Any, sheet: Any, document: Document, row: int) -> None:
    for at, chart in enumerate(document.charts):
        down, right = divmod(at, _CHARTS_A_ROW)
        place = {"x_offset": 4 + right * (_CHART["width"] + 12), "y_offset": down * 262}
        native = native_chart(book, chart, sheet_name(chart, at + 1), size=_CHART)
        sheet.insert_chart(row, 0, native, place)
