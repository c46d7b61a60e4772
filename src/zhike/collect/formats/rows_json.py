"""Rows as JSON: a list of objects (.json), or an object a line (.jsonl, .ndjson)."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from zhike.collect import limits
from zhike.collect.given import sheet_of, texts_of
from zhike.collect.grid import Grid
from zhike.words.problem import Refused

SUFFIXES = (".json", ".jsonl", ".ndjson")


def read(path: Path) -> list[Grid]:
    """Return the one table of the file: its heads as row 0, the first object as row 1."""
    rows = texts_of(_rows(path))
    sheet = sheet_of(rows, file=path.name)
    if not sheet.heads:
        return []
    if len(sheet.heads) > limits.MAX_COLUMNS:
        raise Refused(
            f"{path.name} 有 {len(sheet.heads)} 列，最多读 {limits.MAX_COLUMNS} 列，请删去不用的列"
        )
    names = {head: str(at) for at, head in enumerate(sheet.heads)}
    body = sheet.frame.rename(names)
    filled = body.filter(~pl.all_horizontal(pl.exclude("_row").is_null()))
    top = pl.DataFrame([[0, *sheet.heads]], schema=body.schema, orient="row")
    return [Grid(path.name, "", pl.concat([top, filled]))]


def _rows(path: Path) -> list[Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if path.suffix.lower() == ".json":
            found = json.loads(text)
            return found if isinstance(found, list) else [found]
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as why:  # also what is no UTF-8, and endless digits
        raise Refused(f"{path.name} 不是有效的 JSON（UTF-8），请检查后再导入") from why
