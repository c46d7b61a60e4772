"""Text tables: .csv, .tsv and .txt in UTF-8, UTF-16, GB18030 or Big5, split by , ; tab or |."""

import csv
import io
import re
from pathlib import Path

import polars as pl

from zhike.collect import limits
from zhike.collect.encodings import decoded
from zhike.collect.grid import Grid, grid_frame
from zhike.collect.odd_cells import errors_in
from zhike.words.problem import Refused

SUFFIXES = (".csv", ".tsv", ".txt")

_DELIMITERS = ",;\t|"
_FORMULA = "=+-@\t\n"  # what a formula begins with
_LOOK_AT = 64 * 1024


def read(path: Path) -> list[Grid]:
    """Return the one table of the file; Refused when it is not text or too large."""
    text, notes = _decoded(path)
    table = _unguarded(_table(text), text)
    if table.width > limits.MAX_COLUMNS:
        raise Refused(
            f"{path.name} 有 {table.width} 列，最多读 {limits.MAX_COLUMNS} 列，请删去不用的列"
        )
    lines = _line_numbers(table, text)
    frame = grid_frame(table, lines)
    lost = frozenset((lines[row], at) for at, cells in enumerate(table) for row in errors_in(cells))
    return [Grid(path.name, "", frame, notes=notes, damaged=lost)] if frame.height else []


def _decoded(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of the file, and a note when it is mixed or some of it could not be read."""
    data = path.read_bytes()
    read = decoded(data)
    if b"\x00" in data[:_LOOK_AT] and not read.encoding.startswith("utf-16"):
        raise Refused(f"{path.name} 不是文本文件，请另存为 .csv（UTF-8）再导入")
    notes = []
    if read.mixed:
        modern, older = read.mixed
        notes.append(
            f"{path.name} 里混着两种编码：{modern:,} 行按 utf-8、{older:,} 行按 {read.encoding}"
            " 读，请抽看几行；不对就另存为 UTF-8 再导入"
        )
    if read.lost:
        notes.append(
            f"{path.name} 有 {read.lost} 个字无法识别（按 {read.encoding} 读），"
            "请另存为 UTF-8 再导入"
        )
    return read.text.replace("\r\n", "\n").replace("\r", "\n"), tuple(notes)


def _table(text: str) -> pl.DataFrame:
    """Return every cell as text; lines shorter than the widest are filled with nulls."""
    delimiter, width = _shape(text[:_LOOK_AT])
    try:
        return pl.read_csv(
            io.BytesIO(text.encode()),
            has_header=False,
            separator=delimiter,
            schema={str(at): pl.String for at in range(width)},
            missing_columns="insert",
        )
    except pl.exceptions.PolarsError:
        return _table_with_oddities(text, delimiter)


def _unguarded(table: pl.DataFrame, text: str) -> pl.DataFrame:
    """Return the cells without the ' that keeps spreadsheets from running a text as a formula."""
    if not any(f"'{sign}" in text for sign in _FORMULA):
        return table
    return table.with_columns(pl.all().str.replace(rf"^'([{re.escape(_FORMULA)}])", "$1"))


def _table_with_oddities(text: str, delimiter: str) -> pl.DataFrame:
    """Return the cells of a file with stray quotes or overlong lines, slower but unbroken."""
    # strict=False keeps a stray quote as a character; nothing is cut off or skipped.
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    width = max((len(row) for row in rows), default=0)
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    return pl.DataFrame(filled, schema={str(at): pl.String for at in range(width)}, orient="row")


def _shape(start: str) -> tuple[str, int]:
    """Return the delimiter that gives the widest table, and how wide its widest line is."""
    lines = start.splitlines()
    widths = {
        delimiter: max((len(row) for row in csv.reader(lines, delimiter=delimiter)), default=1)
        for delimiter in _DELIMITERS
    }
    best = max(_DELIMITERS, key=lambda delimiter: widths[delimiter])
    return best, widths[best]


def _line_numbers(table: pl.DataFrame, text: str) -> pl.Series:
    """Return the physical line each record starts on; a quoted cell may span several."""
    counted = pl.int_range(1, table.height + 1, dtype=pl.Int64, eager=True)
    if text.count("\n") - table.height in (-1, 0):
        return counted
    inside = table.select(
        pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True)).cast(pl.Int64)
    ).to_series()
    return counted + inside.cum_sum().shift(1, fill_value=0)
