"""收集 → 渠道: how many customers each channel brought, what became of them, what they cost."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.records.channel_cost.lookups import costs_for
from zhike.records.customer.scope import insist
from zhike.records.entry.rights import may_write
from zhike.web.door import Asked
from zhike.web.shown import channels as shown
from zhike.web.shown import periods
from zhike.web.shown.downloads import download
from zhike.web.shown.forms import room_tabs

ALL = "all"


def channels(request: Asked) -> HttpResponse:
    """Show the channels of a period; by default the last twelve months with data."""
    months = run_now("find_periods", request.viewer)["months"]
    period = _period(request, months)
    answer = run_now("read_channels", request.viewer, period=period)
    label = periods.said(period) if period else _("全部时间")
    context = {
        "title": _("渠道"),
        "tabs": room_tabs(request.viewer, "channels"),
        "scope": answer["scope"],
        "has_costs": answer["has_costs"],
        "sentences": shown.sentences(answer, period=label),
        "columns": shown.columns(has_costs=answer["has_costs"]),
        "lines": shown.lines(answer, period=period),
        "foot": shown.foot(answer),
        "option": shown.option(answer),
        "period": request.GET.get("period", ""),
        "period_label": label,
        "asked_period": period,
        "choices": periods.choices(months, here=period) if months else {},
        "may_write": may_write(request.viewer, "channel_costs"),
        "may_export": request.viewer.can("export"),
    }
    return render(request, "channels/page.html", context)


def channels_file(request: Asked, kind: str) -> HttpResponse:
    """Hand the figures of the channels out as a file."""
    insist(request.viewer, "export", _("导出"))
    months = run_now("find_periods", request.viewer)["months"]
    answer: dict[str, Any] = run_now(
        "read_channels", request.viewer, period=_period(request, months)
    )
    heads, rows = shown.as_table(answer)
    return download(_("渠道统计"), kind, heads, rows)


def channel_costs(request: Asked) -> HttpResponse:
    """List what channels cost, as it was written down."""
    context = {
        "title": _("渠道费用"),
        "rows": costs_for(request.viewer),
        "may_see": request.viewer.scope == "all",
        "may_write": may_write(request.viewer, "channel_costs"),
    }
    return render(request, "channels/costs.html", context)


def _period(request: Asked, months: list[str]) -> str:
    period = request.GET.get("period", "").strip() or periods.last_year_of(months)
    return "" if period == ALL else period


urlpatterns = [
    path("collect/channels/", channels, name="channels"),
    path("collect/channels/costs/", channel_costs, name="channel_costs"),
    *(
        path(f"collect/channels.{kind}", channels_file, {"kind": kind}, name=f"channels_{kind}")
        for kind in ("xlsx", "csv")
    ),
]
