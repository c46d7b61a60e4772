"""One competitor's sheet laid out: its items by the playbook's names, contacts by month."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.rivals.lookups import ITEMS, Sheet
from zhike.records.said import said

LEAST = 2  # months that make a trend


def items(sheet: Sheet, playbook: Playbook) -> list[dict[str, Any]]:
    """Return the items of the sheet in the order of T4-1, each with its label."""
    labels = {spec.name: spec.label for spec in playbook.fields("competitors")}
    return [
        {"name": name, "label": said(labels.get(name, name)), "text": sheet.items[name]}
        for name in ITEMS
    ]


def trend(sheet: Sheet) -> dict[str, Any] | None:
    """Return the ECharts option of contacts by month; None where there is no trend to show."""
    if len(sheet.months) < LEAST:
        return None
    months, counts = zip(*sheet.months, strict=True)
    return {
        "grid": {"left": 8, "right": 16, "top": 24, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": list(months)},
        "yAxis": {"type": "value", "name": _("次"), "minInterval": 1},
        "series": [{"type": "bar", "barMaxWidth": 36, "name": _("竞品接触"), "data": list(counts)}],
    }
