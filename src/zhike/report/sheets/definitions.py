"""The last sheet: what each figure means, how it came about, and from which data."""

from typing import Any

from zhike.report.document import Document
from zhike.report.sheets.look import new_sheet


def definitions_sheet(book: Any, document: Document, styles: dict[str, Any]) -> None:
    """Write 口径: a line a figure with its definition and sum, then notes, data and scope."""
    sheet = new_sheet(book, "口径")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 66)
    sheet.set_column(2, 2, 44)
    for column, head in enumerate(("名称", "口径", "本期怎么算出来")):
        sheet.write_string(0, column, head, styles["head"])
    for row, (label, said, sum_said) in enumerate(_lines(document), 1):
        sheet.write_string(row, 0, label, styles["label"])
        sheet.write_string(row, 1, said, styles["text"])
        sheet.write_string(row, 2, sum_said, styles["text"])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


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
