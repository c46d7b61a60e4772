"""The sheets of a batch as they are, and the meaning of each of their columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.web.shown.intake.words import kind_said
from zhike.words.problem import Refused


def sheets(understood: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each sheet with its columns as choices of fields."""
    return [
        {
            **sheet,
            "said": kind_said(sheet["kind"]),
            "heads": [column for column in sheet["columns"] if not column["reckoned"]],
            "columns": [_column(column, index) for index, column in enumerate(sheet["columns"])],
            "read": sum(bool(column["path"]) for column in sheet["columns"]),
            "grid": [["" if cell is None else cell for cell in row] for row in sheet["rows"]],
        }
        for sheet in understood
    ]


def _column(column: Mapping[str, Any], index: int) -> dict[str, Any]:
    sure = column["confidence"]
    dots = 0 if not column["path"] else 3 if sure >= 0.9 else 2 if sure >= 0.6 else 1
    words = (_("没有读"), _("把握不大，请看一眼"), _("大概是"), _("有把握"))
    return {
        **column,
        "index": index,
        "dots": "●" * dots + "○" * (3 - dots),
        "sure": words[dots],
        "samples": _("、").join(column["samples"]),
    }


def chosen_fields(
    understood: Sequence[Mapping[str, Any]], chosen: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, str]:
    """Return {field: column} as said by hand: what was said before, and what changed now.

    `chosen` holds `<sheet number>-<column number>` → field path, empty for not read.
    """
    said = dict(before)
    for number, sheet in enumerate(understood):
        for index, column in enumerate(sheet["columns"]):
            wanted = chosen.get(f"{number}-{index}", column["path"])
            if wanted == column["path"]:
                continue
            if column["path"] and said.get(column["path"], column["head"]) == column["head"]:
                said[column["path"]] = ""
            if wanted:
                said[wanted] = column["head"]
    return said


def chosen_formulas(
    understood: Sequence[Mapping[str, Any]], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Return {field: formula} as typed under each sheet's columns.

    `chosen` holds `formula-<sheet number>` → formula and `reckoned-<sheet number>` → field path.
    """
    said = {}
    for number in range(len(understood)):
        formula = chosen.get(f"formula-{number}", "").strip()
        path = chosen.get(f"reckoned-{number}", "")
        if formula and not path:
            raise Refused(_("请选公式“%(formula)s”算的是哪一栏。") % {"formula": formula})
        if formula:
            said[path] = formula
    return said
