"""Charts that Excel draws itself from a data sheet, so that they follow its cells."""

from collections.abc import Mapping
from typing import Any

from zhike.report.charts import MOST_LABELLED, direct_label, shares_shown
from zhike.report.document import Chart, Series
from zhike.report.sheets.look import NUMBERS, RULE, SOFT, WHOLE
from zhike.report.svg import PALETTE, TINTS

FIRST_ROW = 4  # of the table the chart is drawn from
_KINDS = {"柱状图": "column", "折线图": "line", "饼图": "doughnut"}
_SIZE = {"width": 640, "height": 320}


def native_chart(
    book: Any, chart: Chart, name: str, *, size: Mapping[str, int] | None = None
) -> Any:
    """Return the chart over the table of sheet `name`, not yet put on a sheet.

    Its title and names are the sheet's own cells: typed text could pass for a reference.
    """
    native = book.add_chart({"type": _KINDS[chart.kind]})
    for column, one in enumerate(chart.series, 1):
        native.add_series(_series(chart, one, column, name))
    native.set_title(
        {"name": [name, 0, 0], "name_font": {"size": 11, "bold": True}, "overlay": False}
    )
    is_alone = len(chart.series) == 1 and chart.kind != "饼图"
    native.set_legend({"none": True} if is_alone else {"position": "top"})
    if chart.kind != "饼图":
        _axes(native, chart)
    native.set_chartarea({"border": {"none": True}})
    native.set_size(dict(size or _SIZE))
    return native


def _series(chart: Chart, one: Series, column: int, name: str) -> dict[str, Any]:
    last = FIRST_ROW + max(len(chart.labels), 1) - 1
    told = {
        "name": [name, FIRST_ROW - 1, column],
        "categories": [name, FIRST_ROW, 0, last, 0],
        "values": [name, FIRST_ROW, column, last, column],
        "data_labels": _labels(chart, one),
    }
    colour = PALETTE[(column - 1) % len(PALETTE)]
    if chart.kind == "饼图":
        slices = [{"fill": {"color": TINTS[at % len(TINTS)]}} for at in range(len(chart.labels))]
        return {**told, "points": slices}
    if chart.kind == "折线图":
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}}
        return {**told, "line": {"color": colour, "width": 2}, "marker": marker}
    return {**told, "fill": {"color": colour}, "gap": 90, "points": _hatched(chart, colour)}


def _labels(chart: Chart, one: Series) -> dict[str, Any]:
    """Return the figures over the points; words where Excel's own would say something else."""
    if len(chart.labels) > MOST_LABELLED:
        return {}
    labels: dict[str, Any] = {"value": True, "font": {"size": 9}}
    if chart.kind == "饼图":
        inks = ("#ffffff", "#ffffff", *(SOFT for _ in chart.labels))  # the first tints are dark
        told = zip(shares_shown(chart), inks, strict=False)
        return {
            **labels,
            "custom": [{"value": share, "font": {"color": ink}} for share, ink in told],
        }
    if one.counts:
        counted = (" ".join(direct_label(one, at)) for at in range(len(chart.labels)))
        labels["custom"] = [{"value": text} for text in counted]
    over = {"position": "above"} if chart.kind == "折线图" else {}
    return {**labels, **over, "num_format": NUMBERS.get(one.unit, WHOLE)}


def _hatched(chart: Chart, colour: str) -> list[dict[str, Any] | None]:
    """Return the look of each bar: a step not covered whole is hatched, as on the page."""
    hatch = {"pattern": "wide_upward_diagonal", "fg_color": colour, "bg_color": "#ffffff"}
    return [{"pattern": hatch} if label in chart.partial else None for label in chart.labels]


def _axes(native: Any, chart: Chart) -> None:
    one = chart.series[0]
    from_zero = {} if any((value or 0) < 0 for value in one.values) else {"min": 0}
    quiet = {"num_font": {"size": 9, "color": SOFT}}
    native.set_x_axis({**quiet, "line": {"color": RULE}, "major_tick_mark": "none"})
    native.set_y_axis(
        {
            **quiet,
            **(from_zero if chart.kind == "柱状图" else {}),
            "num_format": "0%" if one.unit == "%" else WHOLE,
            "line": {"none": True},
            "major_tick_mark": "none",
            "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}},
        }
    )
