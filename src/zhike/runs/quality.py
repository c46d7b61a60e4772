"""Completeness as it is shown: in all and by group, and the cells that reach the target (S3-11)."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.clean.completeness import rates_of
from zhike.playbook.playbook import Playbook
from zhike.reckon.targets import Filled, fewest_cells
from zhike.words.field import FieldSpec

Row = Mapping[str, Any]


def quality(counted: Sequence[Row], *, by: str, playbook: Playbook) -> dict[str, Any]:
    """Return the shape of `completeness` with what is short and the same of each group.

    `counted` are the rows of measure.fullness split by `by`. Beside fields, rate and target:
    customers; each field's path; plan (the fewest cells that reach every target: cells, fields of
    field, path, cells); groups (value, customers, rate, fields of path, filled, cells, rate), those
    with most empty cells first.
    """
    key = playbook.key_fields
    whole = {spec.flag: sum(row[spec.flag] for row in counted) for spec in key}
    customers = sum(row["customers"] for row in counted)
    told = _rates({**whole, "customers": customers}, key, playbook)
    groups = [{"value": row[by], **_group(row, key, playbook)} for row in counted]
    return {
        **told,
        "customers": customers,
        "plan": plan(told["fields"], playbook),
        "by": by,
        "groups": sorted(groups, key=lambda one: (-one["empty"], str(one["value"]))),
    }


def plan(fields: Sequence[Row], playbook: Playbook) -> dict[str, Any]:
    """Return the fewest cells that reach the target and those of single fields, emptiest first."""
    own = playbook.key_targets
    lines = [Filled(one["filled"], one["cells"], own.get(one["field"])) for one in fields]
    filling = fewest_cells(lines, target=playbook.completeness.target)
    wanted = [
        {"field": one["field"], "path": one["path"], "cells": cells}
        for one, cells in zip(fields, filling, strict=True)
        if cells
    ]
    return {"cells": sum(filling), "fields": sorted(wanted, key=lambda one: -one["cells"])}


def _rates(row: Row, key: Sequence[FieldSpec], playbook: Playbook) -> dict[str, Any]:
    counts = [(spec.label, row[spec.flag]) for spec in key]
    targets, target = playbook.key_targets, playbook.completeness.target
    told = rates_of(counts, cells=row["customers"], target=target, targets=targets)
    for line, spec in zip(told["fields"], key, strict=True):
        line["path"] = spec.path
    return told


def _group(row: Row, key: Sequence[FieldSpec], playbook: Playbook) -> dict[str, Any]:
    told = _rates(row, key, playbook)
    empty = sum(line["cells"] - line["filled"] for line in told["fields"])
    return {"customers": row["customers"], "rate": told["rate"], "empty": empty,
            "fields": told["fields"]}  # fmt: skip
