"""The empty workbook people may fill: a head row of known fields, with choices and hints."""

import io
from collections.abc import Sequence

import xlsxwriter

from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec

LEFT_OUT = {"number", "kind", "phone_kind", "owner_account"}
ACCOUNTS = "账号"  # 跟进人账号 is found from the name, nobody fills it in
ROWS = 5000
TEXT_KINDS = {"phone", "code", "text", "credit_code"}


def workbook(playbook: Playbook, *, kind: str, nouns: Sequence[str], key: Sequence[str]) -> bytes:
    """Return a workbook with one column a field of the nouns; `key` are its first columns."""
    wanted = [playbook.field(path) for path in key]
    wanted += [
        field
        for noun in nouns
        for field in playbook.fields(noun)
        if field not in wanted and field.name not in LEFT_OUT and not field.label.endswith(ACCOUNTS)
    ]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(kind)
        sheet.freeze_panes(1, 1)
        _fill(book, sheet, playbook, wanted)
    return out.getvalue()


def _fill(
    book: xlsxwriter.Workbook, sheet: object, playbook: Playbook, fields: Sequence[FieldSpec]
) -> None:
    heads = {
        True: book.add_format({"bold": True, "bg_color": "#CFE6E6", "bottom": 1}),
        False: book.add_format({"bold": True, "bg_color": "#EEF2F2", "bottom": 1}),
    }
    shapes = {
        "text": book.add_format({"num_format": "@"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "": book.add_format(),
    }
    for column, field in enumerate(fields):
        shape = "text" if field.kind in TEXT_KINDS else field.kind if field.kind in shapes else ""
        sheet.set_column(column, column, max(11, 2 * len(field.label) + 4), shapes[shape])  # type: ignore[attr-defined]
        sheet.write_string(0, column, _head(field), heads[field.key or field.wanted])  # type: ignore[attr-defined]
        if field.purpose:
            sheet.write_comment(0, column, field.purpose)  # type: ignore[attr-defined]
        words = [word.label for word in playbook.vocabulary(field.vocabulary).words] if (
            field.vocabulary
        ) else []  # fmt: skip
        if words and len(",".join(words)) <= 255:  # Excel's own limit for a list in a cell
            rule = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(1, column, ROWS, column, rule)  # type: ignore[attr-defined]


def _head(field: FieldSpec) -> str:
    return f"{field.label}({field.unit})" if field.kind == "money" and field.unit else field.label
