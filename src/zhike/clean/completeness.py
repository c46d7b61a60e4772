"""How much of what matters is filled in: per field and in total (S3-11)."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from zhike.clean.cells import is_filled
from zhike.words.field import FieldSpec


def completeness(
    frame: pl.DataFrame, fields: Sequence[FieldSpec], *, target: float = 0.95
) -> dict[str, Any]:
    """Return {"fields": [{"field", "filled", "cells", "rate", "target"}], "rate"} (S3-11).

    `frame` has one row a record and one column a field, named by FieldSpec.path; a field without a
    column counts as empty everywhere. A cell is filled when it holds something else than a blank or
    a placeholder such as 暂无. Rates are shares 0-1, None where there are no cells.
    """
    lines = [_line(frame, field, target) for field in fields]
    filled = sum(line["filled"] for line in lines)
    cells = sum(line["cells"] for line in lines)
    return {"fields": lines, "rate": _share(filled, cells), "target": target}


def _line(frame: pl.DataFrame, field: FieldSpec, target: float) -> dict[str, Any]:
    filled = int(is_filled(frame[field.path]).sum()) if field.path in frame.columns else 0
    return {
        "field": field.label,
        "filled": filled,
        "cells": frame.height,
        "rate": _share(filled, frame.height),
        "target": target,
    }


def _share(filled: int, cells: int) -> float | None:
    return filled / cells if cells else None
