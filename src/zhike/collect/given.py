"""Rows given as words by head, not read from a file: a hand-in, a call over HTTP."""

import difflib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from zhike.collect.columns import guess_columns
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.sheet import Sheet

Row = Mapping[str, str | None]


def sheet_of(rows: Sequence[Row], *, file: str, sheet: str = "") -> Sheet:
    """Return the rows as a sheet: its heads are every key that occurs, its rows count from 1.

    A key a row lacks is an empty cell. `file` and `sheet` name the place its values came from.
    """
    heads = heads_of(rows)
    cells = {head: [row.get(head) or None for row in rows] for head in heads}
    texts = pl.DataFrame(cells, schema=dict.fromkeys(heads, pl.String))
    numbers = pl.Series("_row", range(1, len(rows) + 1), dtype=pl.Int64)
    return Sheet(file, sheet, heads, texts.insert_column(0, numbers))


def heads_of(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return every key that occurs, in the order they are met."""
    return tuple(dict.fromkeys(head for row in rows for head in row))


def texts_of(rows: Any) -> list[dict[str, str | None]]:
    """Return rows as JSON gives them with every value as a cell would say it.

    Refused, in one sentence, for what is no list of flat objects.
    """
    if not isinstance(rows, list):
        raise Refused("rows 要是一个列表，每行一个对象：[{“客户名称”: “…”}, …]。")
    return [_texts(row, number) for number, row in enumerate(rows)]


def _texts(row: Any, number: int) -> dict[str, str | None]:
    if not isinstance(row, dict):
        raise Refused(f"rows 的第 {number} 项（从 0 数）不是对象，请写成 {{“栏目”: 值}}。")
    where = f"rows 的第 {number} 项（从 0 数）的"
    return {sound(head).strip(): text_of(value, f"{where}“{head}”") for head, value in row.items()}


def sound(text: str) -> str:
    """Return a text that any database can keep: JSON may escape half a character, or a zero."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def text_of(value: Any, where: str) -> str | None:
    """Return a JSON value as a cell would say it; Refused for a list or an object."""
    match value:
        case None:
            return None
        case str():
            return sound(value)
        case bool():
            return "是" if value else "否"
        case int() | Decimal():
            return str(value)
        case float() if value == value and abs(value) != float("inf"):
            return format(Decimal(repr(value)), "f")
    raise Refused(f"{where}不是一个值，请写文字、数或空。")


def settled(
    rows: Sequence[Row], fields: Sequence[FieldSpec]
) -> tuple[list[dict[str, str | None]], dict[str, str]]:
    """Return the rows with one head a field, and {field path: head}.

    A head names a field by its path, its column or a word people use for it; the first one met
    stays. A program's mistake must not pass as an empty column: Refused for a head nobody knows,
    with the nearest names, and for a row that says one field twice.
    """
    meant = {head: _meant(head, fields) for head in heads_of(rows)}
    columns: dict[str, str] = {}
    for head, path in meant.items():
        columns.setdefault(path, head)
    if len(columns) == len(meant):
        return [dict(row) for row in rows], columns
    return [_settled(row, number, meant, columns) for number, row in enumerate(rows)], columns


def _settled(
    row: Row, number: int, meant: Mapping[str, str], columns: Mapping[str, str]
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for head, text in row.items():
        name = columns[meant[head]]
        if name in found:
            raise Refused(
                f"rows 的第 {number} 项（从 0 数）的“{head}”和“{name}”是一个意思，请只给一个。"
            )
        found[name] = text
    return found


def _meant(head: str, fields: Sequence[FieldSpec]) -> str:
    """Return the path of the field a head means."""
    for field in fields:
        if head in (field.path, field.name):
            return field.path
    empty = pl.DataFrame(schema={"_row": pl.Int64, head: pl.String})
    (column,) = guess_columns(Sheet("", "", (head,), empty), fields).columns
    if not column.path:
        raise Refused(_unknown(head, fields))
    return column.path


def _unknown(head: str, fields: Sequence[FieldSpec]) -> str:
    names = [word for field in fields for word in (field.label, field.path)]
    others = [word for field in fields for word in field.synonyms]
    near = [word for words in (names, others) for word in _near(head, words)][:3]
    return f"不认识的栏目“{head}”" + (f"，最接近的是：{'、'.join(near)}。" if near else "。")


def _near(head: str, words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(difflib.get_close_matches(head, words, n=3, cutoff=0.5)))
