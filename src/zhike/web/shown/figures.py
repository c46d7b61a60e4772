"""Figures in words: the number, how it stood in the last period and a year ago, its why."""

from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhike.records.day.sales import Sales, sales_for
from zhike.records.said import money
from zhike.web.shown.why import why_url
from zhike.words.period import Period
from zhike.words.viewer import Viewer
from zhike.words.wording import NOTHING, count, half_up, percent, yuan

Text = str | Promise


def figure(
    name: Text, number: int, go: str = "", *, unit: Text = "", heed: bool = False, note: Text = ""
) -> dict[str, Any]:
    """Return a count that leads to its list."""
    return {"name": name, "text": count(number), "unit": unit, "go": go, "heed": heed, "note": note}


def change(label: Text, now: float | None, before: float | None) -> dict[str, Any]:
    """Return how a figure moved against another period, as a share of what it was."""
    if now is None or not before:
        return {"label": label, "text": NOTHING, "way": "same"}
    share = (now - before) / abs(before)
    return {"label": label, "text": percent(abs(share)), "way": _way(share)}


def points(label: Text, now: float | None, before: float | None) -> dict[str, Any]:
    """Return how a share moved, in percentage points."""
    if now is None or before is None:
        return {"label": label, "text": NOTHING, "way": "same"}
    moved = (now - before) * 100
    return {
        "label": label,
        "text": _("%(points)s 百分点") % {"points": half_up(abs(moved))},
        "way": _way(moved),
    }


def amount(
    name: Text, fen: int | None, changes: list[dict[str, Any]], *, url: str = ""
) -> dict[str, Any]:
    """Return an amount, its whole value on hover."""
    full = "" if fen is None else _("%(text)s 元") % {"text": yuan(fen)}
    return {"name": name, "text": money(fen), "full": full, "changes": changes, "url": url}


def month_so_far(viewer: Viewer, as_of: date, today: date) -> dict[str, Any]:
    """Return the sales of the month under way beside the same days of the month before."""
    start = as_of.replace(day=1)
    before = start - timedelta(days=1)
    same_day = min(as_of.day, before.day)
    now = sales_for(viewer, start, as_of)
    then = sales_for(viewer, before.replace(day=1), before.replace(day=same_day))
    current = (start.year, start.month) == (today.year, today.month)
    name = _("本月销售额") if current else _("{month}月销售额").format(month=start.month)
    period = f"{start}..{as_of}"
    moved = change(_("比上月同期"), now.amount_fen, then.amount_fen)
    return amount(name, now.amount_fen, [moved], url=why_url("总销售额", period=period))


def quarters(as_of: date) -> tuple[Period, Period, Period]:
    """Return the last whole quarter, the one before it and the same a year ago."""
    under_way = Period.parse(f"{as_of.year}Q{(as_of.month + 2) // 3}")
    last = under_way if under_way.last <= as_of else under_way.before()
    return last, last.before(), last.year_ago()


def sales_of(viewer: Viewer, period: Period) -> Sales:
    """Return what was sold in a period."""
    return sales_for(viewer, period.start, period.last)


def _way(moved: float) -> str:
    return "up" if moved > 0 else "down" if moved < 0 else "same"
