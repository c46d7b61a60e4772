"""标签与指标: any metric by up to two dimensions, a table, a chart, and the why of each cell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.measure.compare import KINDS
from zhike.playbook.leaves import is_only_per_customer
from zhike.playbook.playbook import Playbook
from zhike.records.account.lookups import people
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import listed, said
from zhike.web.door import Asked as Request
from zhike.web.shown import periods
from zhike.web.shown.pivot import Asked, option, pivot
from zhike.words.problem import Refused

MOST_METRICS, MOST_DIMENSIONS = 4, 2
FIRST = ("总销售额",)
FIRST_BY = ("月", "区域")
ALL = "all"


def measure(request: Request) -> HttpResponse:
    """Show metrics by dimensions; without a question 总销售额 by 月 × 区域, never an empty page."""
    playbook = active_playbook()
    months = run_now("find_periods", request.viewer)["months"]
    asked, trouble = _asked(request, playbook, months), ""
    try:
        answers = _measured(request, asked)
    except Refused as why:
        asked, trouble = Asked((playbook.metric(FIRST[0]),), FIRST_BY, asked.period, ""), str(why)
        answers = _measured(request, asked)
    answer, names = answers["all"], _names()
    asked = replace(asked, partial=frozenset({*answer["partial"], *_running(timezone.localdate())}))
    context = {
        "title": _("标签与指标"),
        "scope": answer["scope"],
        "trouble": trouble,
        "asked": asked,
        "pivot": pivot(answers, asked, names=names),
        "option": option(answer, asked, names=names) if asked.by and answer["rows"] else None,
        "said": _sentence(asked),
        "metrics": _metric_links(asked, playbook),
        "comparing": _compare_links(asked),
        "dimensions": _dimension_links(asked, playbook),
        "period": request.GET.get("period", ""),
        "period_label": periods.said(asked.period) if asked.period else _("全部时间"),
        "choices": periods.choices(months, here=asked.period) if months else {},
        "all_url": _url(asked, period=ALL),
        "keep": f"&{urlencode(_query(asked, period=''), doseq=True)}",
        "kept": [(key, value) for key, value in _pairs(asked) if key != "period"],
    }
    return render(request, "measure/page.html", context)


def _asked(request: Request, playbook: Playbook, months: list[str]) -> Asked:
    query = request.GET
    metrics = query.getlist("metric")[:MOST_METRICS] or list(FIRST)
    by = query.getlist("by")[:MOST_DIMENSIONS] if "metric" in query else list(FIRST_BY)
    period = query.get("period", "").strip() or periods.last_year_of(months)
    return Asked(
        metrics=tuple(playbook.metric(name) for name in metrics),
        by=tuple(playbook.dimension(name).name for name in by),
        period="" if period == ALL else period,
        where=query.get("where", "").strip(),
        compare=tuple(kind for kind in KINDS if kind in query.getlist("compare")),
    )


def _measured(request: Request, asked: Asked) -> dict[str, Any]:
    """Return the answer under `all`, and for two dimensions each one's own for the totals."""
    same: dict[str, Any] = {
        "names": [metric.name for metric in asked.metrics],
        "period": asked.period,
        "where": asked.where,
    }

    def ask(by: Sequence[str]) -> Any:
        compare = asked.compare if _may_compare(asked, by) else ()
        return run_now("measure", request.viewer, by=by, compare=compare, **same)

    found = {"all": ask(asked.by)}
    if len(asked.by) > 1:
        found |= {name: ask([name]) for name in asked.by}
    return found


def _may_compare(asked: Asked, by: Sequence[str]) -> bool:
    """Say whether there is a time to compare with: a period, or one step of the calendar."""
    steps = [name for name in by if active_playbook().dimension(name).step]
    return len(steps) == 1 or bool(asked.period and not steps)


def _running(today: date) -> tuple[str, str, str]:
    """Return the month, quarter and year that are not over yet."""
    quarter = (today.month + 2) // 3
    return f"{today.year}-{today.month:02d}", f"{today.year}Q{quarter}", f"{today.year}"


def _names() -> dict[str, dict[Any, str]]:
    """Return the words of the dimensions that are kept as ids."""
    rows = people()
    return {
        "跟进人": {row.id: row.name for row in rows},
        "团队": {row.team_id: row.team for row in rows if row.team_id},
        "客户性质": {"organisation": _("企业"), "person": _("个人")},
    }


def _sentence(asked: Asked) -> str:
    metrics = listed([metric.name for metric in asked.metrics])
    by = " × ".join(said(name) for name in asked.by)
    return _("%(metrics)s，按 %(by)s") % {"metrics": metrics, "by": by} if by else metrics


def _query(asked: Asked, **changed: Any) -> dict[str, Any]:
    query = {
        "metric": [metric.name for metric in asked.metrics],
        "by": list(asked.by),
        "period": asked.period or ALL,
        "where": asked.where,
        "compare": list(asked.compare),
    }
    return {key: value for key, value in (query | changed).items() if value}


def _url(asked: Asked, **changed: Any) -> str:
    return f"{reverse('measure')}?{urlencode(_query(asked, **changed), doseq=True)}"


def _pairs(asked: Asked) -> list[tuple[str, str]]:
    found = []
    for key, value in _query(asked).items():
        found += [(key, one) for one in (value if isinstance(value, list) else [value])]
    return found


def _metric_links(asked: Asked, playbook: Playbook) -> list[dict[str, Any]]:
    """Return each metric that can be counted over a group; a click puts it in or takes it out."""
    chosen = [metric.name for metric in asked.metrics]
    fitting = [m for m in playbook.metrics if not is_only_per_customer(playbook, m)]
    return [
        {
            "name": metric.name,
            "unit": metric.unit,
            "said": metric.said,
            "here": metric.name in chosen,
            "url": _url(asked, metric=_toggled(chosen, metric.name, MOST_METRICS) or chosen),
        }
        for metric in fitting
    ]


def _dimension_links(asked: Asked, playbook: Playbook) -> list[dict[str, Any]]:
    chosen = list(asked.by)
    return [
        {
            "name": dimension.name,
            "here": dimension.name in chosen,
            "place": chosen.index(dimension.name) + 1 if dimension.name in chosen else 0,
            "url": _url(asked, by=_toggled(chosen, dimension.name, MOST_DIMENSIONS)),
        }
        for dimension in (*playbook.dimensions, *playbook.own_dimensions)
    ]


def _compare_links(asked: Asked) -> list[dict[str, Any]]:
    """Return the switch 环比 · 同比; a click turns one on or off."""
    chosen = list(asked.compare)
    return [
        {
            "name": kind,
            "here": kind in chosen,
            "url": _url(asked, compare=_toggled(chosen, kind, len(KINDS))),
        }
        for kind in KINDS
    ]


def _toggled(chosen: list[str], name: str, most: int) -> list[str]:
    """Return the choice without the name or with it, the oldest giving way when full."""
    if name in chosen:
        return [one for one in chosen if one != name]
    return [*chosen, name][-most:]


urlpatterns = [path("measure/", measure, name="measure")]
