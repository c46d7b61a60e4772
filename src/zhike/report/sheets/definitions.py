"""The last sheet: what each figure means, how it came about, and from which data."""

from typing import Any

from zhike.report.document import Document
from zhike.report.sheets.look import across, new_sheet

_WIDTHS, _LINE_PT = (14, 66, 44), 15


def definitions_sheet(book: Any, document: Document, styles: dict[str, Any]) -> None:
    """Write 口径: a line a figure with its definition and sum, then notes, data and scope."""
    sheet = new_sheet(book, "口径")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for column, head in enumerate(("名称", "口径", "本期怎么算出来")):
        sheet.write_string(0, column, head, styles["head"])
    for row, texts in enumerate(_lines(document), 1):
        for column, said in enumerate(texts):
            sheet.write_string(row, column, said, styles["text" if column else "label"])
        sheet.set_row(row, _LINE_PT * max(map(_high, texts, _WIDTHS)))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _high(text: str, width: int) -> int:
    """Return how many lines a text takes in its column; a renderer may not fit rows itself."""
    return 1 + across(text) // (width - 2)


def _lines(document: Document) -> list[tuple[str, str, str]]:
    sums = {figure.label: figure.explain for figure in document.figures}
    return [
        *((label, said, sums.get(label, "")) for label, said in document.definitions),
        *(("说明", note, "") for note in (*document.notes, *document.warnings)),
        ("范围", document.scope_said, ""),
        ("数据截至", str(document.stamp.as_of), ""),
        ("数据版本", str(document.stamp.token), ""),
        ("手册版本", document.stamp.playbook_version, ""),
        ("引用", str(document.stamp), ""),
    ]
