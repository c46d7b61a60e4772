"""Completeness laid out: its head, the cells that reach the target, a table of groups by fields."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.web.shown.customer_question import address
from zhike.words.period import add_months
from zhike.words.wording import NOTHING, half_up, percent

WORDS = {
    "团队": gettext_lazy("团队"), "跟进人": gettext_lazy("跟进人"),
    "渠道": gettext_lazy("渠道"), "批次": gettext_lazy("批次"),
}  # fmt: skip
_FILTERS = {"团队": "team", "跟进人": "owner", "渠道": "source_channel", "批次": "batch"}
_STEPS = (0.0, 0.05, 0.15, 0.35)  # how far below its target a cell gets its next tint
_WIDE, _HIGH, _EDGE = 120, 28, 2


def fields_shown(rates: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what a goal needs, the emptiest first."""
    fields = sorted(rates["fields"], key=lambda field: field["rate"] or 0)
    return [
        {
            **field,
            "missing": field["cells"] - field["filled"],
            "said": percent(field["rate"]),
            "percent": 100 * (field["rate"] or 0),
            "is_short": field["rate"] is not None and field["rate"] < field["target"],
        }
        for field in fields
    ]


def head(found: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """Return the rate with its target, how it went, and what is still to be filled."""
    plan = found["plan"]
    return {
        "rate": percent(found["rate"]),
        "target": percent(found["target"], 0),
        "why": why_url(found["by"]),
        "is_reached": not plan["cells"],
        "review_on": add_months(today.replace(day=1), 1),
        "cells": plan["cells"],
        "plan": [{**one, "url": address({"missing": one["path"]})} for one in plan["fields"]],
        "give": _give_query(plan),
        "spark": spark(found["trend"], target=found["target"]),
    }


def _give_query(plan: Mapping[str, Any]) -> str:
    return urlencode([("cell", f"{one['path']}:{one['cells']}") for one in plan["fields"]])


def spark(trend: Sequence[Mapping[str, Any]], *, target: float) -> dict[str, Any] | None:
    """Return a line of the days and the height of the target, None before the second day."""
    if len(trend) < 2:
        return None
    days = [date.fromisoformat(one["day"]).toordinal() for one in trend]
    rates = [one["rate"] for one in trend]
    low, high = min(*rates, target), max(*rates, target)

    def down(rate: float) -> float:
        share = (rate - low) / (high - low) if high > low else 0.5
        return round(_HIGH - _EDGE - share * (_HIGH - 2 * _EDGE), 1)

    across = (_WIDE - 2 * _EDGE) / (days[-1] - days[0])
    points = [
        (round(_EDGE + (day - days[0]) * across, 1), down(rate))
        for day, rate in zip(days, rates, strict=True)
    ]
    told = {"first": percent(rates[0]), "last": percent(rates[-1]), "day": trend[0]["day"]}
    return {
        "points": " ".join(f"{x},{y}" for x, y in points),
        "end": points[-1],
        "target": down(target),
        "said": _("%(day)s 以来：%(first)s → %(last)s") % told,
    }


def table(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns, the emptiest first, and the lines, that of all customers first."""
    order = sorted(range(len(found["fields"])), key=lambda at: found["fields"][at]["rate"] or 0)
    whole = {"name": _("全部"), "value": None, "is_whole": True, **found}
    columns = [
        {"label": field["field"], "target": percent(field["target"], 0)}
        for field in (found["fields"][at] for at in order)
    ]
    lines = [_line(found, group, order) for group in (whole, *found["groups"])]
    has_moved = any(cell["moved"] for line in lines for cell in line["cells"])
    return {"columns": columns, "lines": lines, "more": found["more"], "has_moved": has_moved}


def _line(
    found: Mapping[str, Any], group: Mapping[str, Any], order: Sequence[int]
) -> dict[str, Any]:
    where = {} if group.get("is_whole") else where_of(found["by"], group["value"], group["name"])
    asked = None if group.get("is_whole") else group["value"]
    why = {} if group.get("is_whole") else {"group": "" if asked is None else asked}
    return {
        "name": group["name"] or _unnamed(found["by"]),
        "is_unnamed": not group["name"],
        "customers": group["customers"],
        "url": address(where),
        "rate": percent(group["rate"]),
        "heat": _heat(group["rate"], found["target"]),
        "cells": [_cell(found["by"], group["fields"][at], where, why) for at in order],
    }


def _cell(
    by: str, one: Mapping[str, Any], where: Mapping[str, str], why: Mapping[str, Any]
) -> dict[str, Any]:
    missing = one["cells"] - one["filled"]
    return {
        "label": one["field"],
        "rate": percent(one["rate"]),
        "heat": _heat(one["rate"], one["target"]),
        "missing": missing,
        "url": address({"missing": one["path"], **where}) if missing else "",
        "why": why_url(by, field=one["path"], **why),
        "moved": _moved(one["rate"], one.get("before")),
    }


def _heat(rate: float | None, target: float) -> int:
    """Return how far a rate is below its target, 0 (there) to 4 (far below)."""
    if rate is None or rate >= target:
        return 0
    return sum(target - rate > step for step in _STEPS)


def _moved(rate: float | None, before: float | None) -> dict[str, str] | None:
    if rate is None or before is None:
        return None
    points = half_up((rate - before) * 100)
    if not points:
        return None
    way = "up" if points > 0 else "down"
    return {"way": way, "text": ("↑" if points > 0 else "↓") + str(abs(points))}


def _unnamed(by: str) -> str:
    return {
        "团队": _("没有团队"), "跟进人": _("待分配"), "批次": _("手工录入"),
    }.get(by, _("未填"))  # fmt: skip


def where_of(by: str, value: object, name: str) -> dict[str, str]:
    """Return the condition of the list that shows the customers of a group."""
    if value is None:
        return {_FILTERS[by]: "—" if by == "渠道" else "none"}
    return {_FILTERS[by]: str(value) if by == "批次" else name}


def why_url(by: str, **asked: Any) -> str:
    """Return the address that says why a rate is what it is."""
    return f"{reverse('clean_why')}?{urlencode({'by': by, **asked})}"


def why_shown(found: Mapping[str, Any], field: str, group: str | None) -> dict[str, Any]:
    """Return the definition, formula and values of one rate, and the list behind it.

    `field` is a path, "" for all key fields; `group` the value of a group, None for everybody.
    """
    told = _group(found, group)
    one = next((line for line in told["fields"] if line["path"] == field), None)
    lines = [one] if one else told["fields"]
    filled, cells = sum(line["filled"] for line in lines), sum(line["cells"] for line in lines)
    name = told.get("name", _("全部"))
    where = {} if group is None else where_of(found["by"], told["value"], name)
    return {
        "title": one["field"] if one else _("核心完整率"),
        "group": (name or _unnamed(found["by"])) if group is not None else "",
        "text": percent(one["rate"] if one else told["rate"]),
        "target": percent(one["target"] if one else found["target"], 0),
        "explain": f"{filled:,} ÷ {cells:,} = {percent(filled / cells) if cells else NOTHING}",
        "missing": cells - filled,
        "filters": {"missing": field or "1", **where},
        "url": address({"missing": field or "1", **where}),
        "give": urlencode({"cell": field}) if field and group is None else "",
    }


def _group(found: Mapping[str, Any], group: str | None) -> Mapping[str, Any]:
    if group is None:
        return found
    same = (one for one in found["groups"] if str(one["value"] or "") == group)
    return next(same, {"fields": [], "rate": None, "value": group, "name": group})
