"""The sheets of a batch as they are, and the meaning of each of their columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from zhike.collect.signature import signature_of
from zhike.records.mapping.lookups import MappingRow
from zhike.records.said import said
from zhike.web.shown.intake.words import kind_said
from zhike.words.mending import WRITINGS
from zhike.words.problem import Refused


def sheets(understood: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each sheet with its columns as choices of fields, and the keys it may be known by."""
    return [
        {
            **sheet,
            "said": kind_said(sheet["kind"]),
            "heads": [column for column in sheet["columns"] if not column["reckoned"]],
            "columns": [_column(column, index) for index, column in enumerate(sheet["columns"])],
            "read": sum(bool(column["path"]) for column in sheet["columns"]),
            "grid": [["" if cell is None else cell for cell in row] for row in sheet["rows"]],
            "key_choices": _keys(sheet),
            "key_said": _("、").join(label for _path, label, chosen in _keys(sheet) if chosen),
        }
        for sheet in understood
    ]


def _keys(sheet: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Return (path, label, chosen) of the sheet's own fields a row may be known by."""
    labels = dict(sheet["fields"])
    read = [column["path"] for column in sheet["columns"] if not column["reckoned"]]
    own = [path for path in read if path in labels and path.startswith(f"{sheet['kind']}.")]
    return [(path, said(labels[path]), path in sheet["keys"]) for path in own]


def fitting(
    sheets: Sequence[Mapping[str, Any]],
    mappings: Iterable[MappingRow],
    *,
    but: Sequence[Mapping[str, Any]],
) -> list[MappingRow]:
    """Return the saved mappings that fit the heads of any sheet, but for those already used."""
    heads = {signature_of(sheet["heads"]) for sheet in sheets}
    used = {one["id"] for one in but}
    return [one for one in mappings if one.id not in used and signature_of(one.heads) in heads]


def as_chosen(
    understood: Sequence[dict[str, Any]], chosen: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return what was understood with what was chosen over it, while it is not kept yet."""
    return [
        sheet
        | {
            "columns": [
                column | {"path": chosen.get(f"field-{number}-{index}", column["path"])}
                for index, column in enumerate(sheet["columns"])
            ]
        }
        for number, sheet in enumerate(understood)
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

    `chosen` holds `field-<sheet number>-<column number>` → field path, empty for not read.
    """
    meant = dict(before)
    for number, sheet in enumerate(understood):
        for index, column in enumerate(sheet["columns"]):
            wanted = chosen.get(f"field-{number}-{index}", column["path"])
            if wanted == column["path"]:
                continue
            if column["path"] and meant.get(column["path"], column["head"]) == column["head"]:
                meant[column["path"]] = ""
            if wanted:
                meant[wanted] = column["head"]
    return meant


def chosen_formulas(
    understood: Sequence[Mapping[str, Any]], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Return {field: formula} as typed under each sheet's columns.

    `chosen` holds `formula-<sheet number>` → formula and `reckoned-<sheet number>` → field path.
    """
    reckoned = {}
    for number in range(len(understood)):
        formula = chosen.get(f"formula-{number}", "").strip()
        path = chosen.get(f"reckoned-{number}", "")
        if formula and not path:
            raise Refused(_("请选公式“%(formula)s”算的是哪一栏。") % {"formula": formula})
        if formula:
            reckoned[path] = formula
    return reckoned


def chosen_ways(
    understood: Sequence[Mapping[str, Any]], chosen: MultiValueDict[str, str]
) -> dict[str, dict[str, Any]]:
    """Return how columns are written onto what is kept, and the keys rows are known by.

    `chosen` holds `writing-<field path>` → 覆盖, 保留 or 补空, and `key-<kind>` → field paths. What
    is as usual is taken out of what was said before.
    """
    written = {
        key.removeprefix("writing-"): how if (how := chosen[key]) != WRITINGS[0] else None
        for key in chosen
        if key.startswith("writing-")
    }
    keys = {sheet["kind"]: chosen.getlist(f"key-{sheet['kind']}") or None for sheet in understood}
    return {"writing": written, "keys": keys}
