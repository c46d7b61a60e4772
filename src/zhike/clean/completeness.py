"""How much of what matters is filled in: per field and in total (S3-11)."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from zhike.clean.cells import is_filled
from zhike.words.field import FieldSpec

NO_TARGETS: Mapping[str, float] = {}


def completeness(
    frame: pl.DataFrame, fields: Sequence[FieldSpec], *, target: float = 0.95
) -> dict[str, Any]:
    """Return {"fields": [{"field", "filled", "cells", "rate", "target"}], "rate"} (S3-11).

    `frame` has one row a record and one column a field, named by FieldSpec.path; a field without a
    column counts as empty everywhere. A cell is filled when it holds something else than a blank or
    a placeholder such as 暂无. Rates are shares 0-1, None where there are no cells.
    """
    counts = [(field.label, _filled(frame, field)) for field in fields]
    return rates_of(counts, cells=frame.height, target=target)


def rates_of(
    counts: Sequence[tuple[str, int]],
    *,
    cells: int,
    target: float = 0.95,
    targets: Mapping[str, float] = NO_TARGETS,
) -> dict[str, Any]:
    """Return the same of counted cells: (what, how many are filled) of `cells` each (S1-02).

    What has a target of its own in `targets` is held against that.
    """
    lines = [_line(what, filled, cells, targets.get(what, target)) for what, filled in counts]
    filled = sum(line["filled"] for line in lines)
    total = sum(line["cells"] for line in lines)
    return {"fields": lines, "rate": _share(filled, total), "target": target}


def _filled(frame: pl.DataFrame, field: FieldSpec) -> int:
    return int(is_filled(frame[field.path]).sum()) if field.path in frame.columns else 0


def _line(what: str, filled: int, cells: int, target: float) -> dict[str, Any]:
    return {
        "field": what,
        "filled": filled,
        "cells": cells,
        "rate": _share(filled, cells),
        "target": target,
    }


def _share(filled: int, cells: int) -> float | None:
    return filled / cells if cells else None
