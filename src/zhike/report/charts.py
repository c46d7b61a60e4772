"""Charts as ECharts options: plain JSON without colours, the same in the page and in files."""

from typing import Any

from zhike.reckon.shares import percents_of
from zhike.report.document import Chart, Series

MOST_LABELLED = 12  # more points than these carry no figures of their own


def option_of(chart: Chart) -> dict[str, Any]:
    """Return the ECharts option of a chart; colours and fonts come from the theme it meets."""
    return _pie(chart) if chart.kind == "饼图" else _axes(chart)


def drawn(value: float | int | None, unit: str) -> float | int | None:
    """Return a value on the chart's own scale: percents 0-100, 万元 in 万."""
    if value is None:
        return None
    if unit == "%":
        return round(value * 100, 1)
    return round(value / 10_000, 4) if unit == "万元" else value


def _axes(chart: Chart) -> dict[str, Any]:
    kind = "bar" if chart.kind == "柱状图" else "line"
    return {
        "grid": {"left": 8, "right": 16, "top": 44, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "legend": {"show": len(chart.series) > 1, "top": 0, "right": 0},
        "xAxis": {
            "type": "category",
            "data": [_label(chart, label) for label in chart.labels],
            "axisLabel": {"rotate": 0, "hideOverlap": True},
        },
        "yAxis": {"type": "value", "name": chart.series[0].unit, "nameGap": 14},
        "series": [_series(chart, one, kind) for one in chart.series],
    }


def _series(chart: Chart, one: Series, kind: str) -> dict[str, Any]:
    return {
        "type": kind,
        "name": one.name,
        "data": [_point(chart, one, at) for at in range(len(chart.labels))],
        "barMaxWidth": 46,
        "label": {"show": len(chart.labels) <= MOST_LABELLED, "position": "top", "fontSize": 11},
    }


def _point(chart: Chart, one: Series, at: int) -> dict[str, Any]:
    point: dict[str, Any] = {
        "value": drawn(one.values[at], one.unit),
        "name": chart.labels[at],
        "label": {"formatter": "\n".join(direct_label(one, at))},
    }
    if chart.labels[at] in chart.partial:  # not a whole month: hatched, so that nobody compares it
        hatch = {"color": "rgba(255,255,255,0.75)", "dashArrayX": [1, 0], "dashArrayY": [2, 4]}
        point["itemStyle"] = {"opacity": 0.6, "decal": {**hatch, "rotation": 0.8}}
    return point


def direct_label(one: Series, at: int) -> tuple[str, ...]:
    """Return what stands over a point; a rate never stands without the counts it rests on."""
    return (one.shown[at], one.counts[at]) if one.counts else (one.shown[at],)


def _label(chart: Chart, label: str) -> str:
    return f"{label}（不满）" if label in chart.partial else label


def shares_shown(chart: Chart) -> list[str]:
    """Return each slice's share in words; they add to 100.0 %, the same in every format (S3-51)."""
    return [f"{share}%" for share in percents_of([max(v or 0, 0) for v in chart.series[0].values])]


def _pie(chart: Chart) -> dict[str, Any]:
    one = chart.series[0]
    slices = [
        {
            "name": label,
            "value": drawn(value, one.unit),
            "label": {"formatter": f"{label} {share}"},
        }
        for label, value, share in zip(chart.labels, one.values, shares_shown(chart), strict=True)
        if value is not None and value > 0
    ]
    return {
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "pie",
                "radius": ["44%", "70%"],
                "data": slices,
                "labelLine": {"length": 10, "length2": 8},
                "itemStyle": {"borderWidth": 2, "borderColor": "#fff"},
            }
        ],
    }
