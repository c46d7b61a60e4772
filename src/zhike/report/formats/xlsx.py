"""The report as a workbook: the printed table, native charts, data and definitions."""

from pathlib import Path
from typing import Any

import xlsxwriter

from zhike.report.assets import Assets
from zhike.report.document import Chart, Document, Figure
from zhike.report.svg import PALETTE

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMATS = {"元": "#,##0.00", "万元": "#,##0.0", "%": "0.0%"}
_CHARTS = {"柱状图": "column", "折线图": "line", "饼图": "doughnut"}


def write(document: Document, path: Path, assets: Assets) -> None:
    """Write the workbook; text is never read as a formula, whatever it begins with."""
    del assets
    with xlsxwriter.Workbook(str(path), SAFE) as book:
        book.set_properties({"title": document.title, "comments": str(document.stamp)})
        styles = _styles(book)
        _front(book, document, styles)
        for number, chart in enumerate(document.charts, 1):
            _chart_sheet(book, chart, number, styles)
        _definitions(book, document, styles)


def _styles(book: Any) -> dict[str, Any]:
    base = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
    grey = {**base, "font_color": "#6b7280"}
    styles = {
        "title": book.add_format({**base, "font_size": 16, "bold": True}),
        "grey": book.add_format(grey),
        "head": book.add_format(
            {**base, "bold": True, "bottom": 1, "bg_color": "#f3f5f6", "text_wrap": True}
        ),
        "text": book.add_format({**base, "text_wrap": True, "valign": "top"}),
        "plain": book.add_format({**base, "num_format": "#,##0"}),
    }
    for unit, shape in _FORMATS.items():
        styles[unit] = book.add_format({**base, "num_format": shape})
    return styles


def _sheet(book: Any, name: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _front(book: Any, document: Document, styles: dict[str, Any]) -> None:
    """Write the printed table of seed 003: one row of figures, conclusions beside suggestions."""
    sheet = _sheet(book, "报表")
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 1 + len(document.figures), 15)
    sheet.set_column(2 + len(document.figures), 3 + len(document.figures), 52)
    sheet.write_string(0, 0, document.title, styles["title"])
    sheet.write_string(
        1, 0, f"{document.period_label} · 范围：{document.scope_said}", styles["grey"]
    )
    heads = ["报表名称", "统计周期", *(_head(figure) for figure in document.figures)]
    for at, head in enumerate([*heads, "主要结论", "行动建议"]):
        sheet.write_string(3, at, head, styles["head"])
    sheet.write_string(4, 0, document.name, styles["text"])
    sheet.write_string(4, 1, document.period_label, styles["text"])
    for at, figure in enumerate(document.figures, 2):
        _number(sheet, 4, at, figure.value, figure.unit, styles)
    column = 2 + len(document.figures)
    for at, line in enumerate(document.conclusions):
        sheet.write_string(4 + at, column, f"{at + 1}. {line.text}", styles["text"])
        sheet.write_string(4 + at, column + 1, f"{at + 1}. {line.suggestion}", styles["text"])
        sheet.set_row(4 + at, 46)
    sheet.freeze_panes(4, 0)
    sheet.write_string(6 + len(document.conclusions), 0, str(document.stamp), styles["grey"])


def _head(figure: Figure) -> str:
    return f"{figure.label}({figure.unit})"


def _number(
    sheet: Any, row: int, column: int, value: float | None, unit: str, styles: dict[str, Any]
) -> None:
    style = styles.get(unit, styles["plain"])
    if value is None:
        sheet.write_string(row, column, "—", style)
    else:
        sheet.write_number(row, column, value / 10_000 if unit == "万元" else value, style)


def _chart_sheet(book: Any, chart: Chart, number: int, styles: dict[str, Any]) -> None:
    name = f"图{number} {chart.title}"[:31]
    sheet = _sheet(book, name)
    sheet.set_column(0, len(chart.series), 18)
    sheet.write_string(0, 0, chart.title, styles["title"])
    sheet.write_string(1, 0, chart.sentence, styles["grey"])
    for at, head in enumerate(chart.heads):
        sheet.write_string(3, at, head, styles["head"])
    for row, label in enumerate(chart.labels, 4):
        said = f"{label}（不满）" if label in chart.partial else label
        sheet.write_string(row, 0, said, styles["text"])
        for at, one in enumerate(chart.series, 1):
            _number(sheet, row, at, one.values[row - 4], one.unit, styles)
    sheet.freeze_panes(4, 1)
    _native(book, sheet, name, chart)


def _native(book: Any, sheet: Any, name: str, chart: Chart) -> None:
    native = book.add_chart({"type": _CHARTS[chart.kind]})
    last = 3 + len(chart.labels)
    for at, one in enumerate(chart.series, 1):
        shape = _FORMATS.get(one.unit, "#,##0")
        native.add_series(
            {
                "name": one.name,
                "categories": [name, 4, 0, last, 0],
                "values": [name, 4, at, last, at],
                "data_labels": {"value": True, "num_format": shape},
                "fill": {"color": PALETTE[at - 1]} if chart.kind == "柱状图" else {},
                "line": {"color": PALETTE[at - 1], "width": 2} if chart.kind == "折线图" else {},
                "gap": 60,
            }
        )
    native.set_title({"name": chart.title, "name_font": {"size": 11}})
    native.set_legend({"none": len(chart.series) == 1 and chart.kind != "饼图", "position": "top"})
    if chart.kind != "饼图":
        native.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#e3e6ea"}}})
    native.set_size({"width": 680, "height": 320})
    sheet.insert_chart(3, 2 + len(chart.series), native)


def _definitions(book: Any, document: Document, styles: dict[str, Any]) -> None:
    sheet = _sheet(book, "口径")
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 96)
    lines = [
        *((figure.label, figure.explain) for figure in document.figures),
        *document.definitions,
        *(("说明", note) for note in (*document.notes, *document.warnings)),
        ("数据", str(document.stamp)),
        ("范围", document.scope_said),
    ]
    for at, (what, said) in enumerate(lines):
        sheet.write_string(at, 0, what, styles["head"])
        sheet.write_string(at, 1, said, styles["text"])
