"""A report document laid out for its page: figures, pairs, charts and tables with their whys."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.said import said
from zhike.report.charts import option_of
from zhike.report.document import Chart, ConclusionLine, Document, Figure, Series
from zhike.report.layout import UNKNOWN
from zhike.report.setting import MOST_ROWS
from zhike.report.tables import Table
from zhike.web.shown.why import why_url

_OWN_COLOURS = ("color", "textStyle", "nameTextStyle", "borderColor")


def figures_shown(document: Document) -> list[dict[str, Any]]:
    """Return the figures strip (parts/figures.html), each figure opening its why."""
    return [
        {
            "name": figure.label,
            "text": figure.shown,
            "unit": "" if figure.unit == "%" else figure.unit,
            "full": figure.explain,
            "url": why_url(figure.metric, period=document.period),
            "changes": _changes(figure),
        }
        for figure in document.figures
    ]


def _changes(figure: Figure) -> list[dict[str, str]]:
    told = [(_("环比"), figure.moved), (_("同比"), figure.moved_in_year)]
    found = [{"label": label, "text": text} for label, text in told if text]
    if not figure.moved and figure.before:
        found.insert(0, {"label": _("上期"), "text": figure.before})
    return found


def tables_shown(document: Document) -> list[dict[str, Any]]:
    """Return each table of words: its first lines, a customer's name leading to the customer."""
    return [
        {
            "title": table.title,
            "sentence": table.sentence,
            "columns": [{"text": c.head, "right": c.is_number} for c in table.columns],
            "lines": [_table_line(table, at) for at in range(min(len(table.lines), MOST_ROWS))],
            "more": table.more(MOST_ROWS),
        }
        for table in document.tables
    ]


def _table_line(table: Table, at: int) -> list[dict[str, Any]]:
    line = table.lines[at]
    cells = zip(table.columns, line.cells, strict=True)
    shown: list[dict[str, Any]] = [{"text": c.shown(v), "right": c.is_number} for c, v in cells]
    if line.customer_id is not None and table.names > 1:
        shown[1]["url"] = reverse("customer", args=[line.customer_id])
    return shown


def pairs_shown(document: Document) -> list[dict[str, Any]]:
    """Return conclusions with the suggestion each is paired with, n, p and the rows behind."""
    return [_pair(line, document.period) for line in document.conclusions]


def _pair(line: ConclusionLine, period: str) -> dict[str, Any]:
    return {
        "text": line.text,
        "wording": "" if line.wording == "描述" else line.wording,
        "told": f"n={line.n:,}" if line.n else "",
        "p": "" if line.p is None else f"p={line.p:.4g}",
        "suggestion": line.suggestion,
        "why_url": why_url(line.metric, period=period, where=line.where) if line.metric else "",
    }


def charts_shown(document: Document) -> list[dict[str, Any]]:
    """Return each chart: its option in the page's colours and its table with a why a cell."""
    return [
        {
            "id": f"chart-{place}",
            "title": chart.title,
            "sentence": chart.sentence,
            "option": page_option(chart, document.period),
            "columns": [
                {"text": said(head), "right": place > 0} for place, head in enumerate(chart.heads)
            ],
            "lines": _lines(chart, document.period),
            "partial": sorted(chart.partial),
        }
        for place, chart in enumerate(document.charts, 1)
    ]


def page_option(chart: Chart, period: str) -> Any:
    """Return the shared option without colours of its own (the page has light and dark ones).

    Each point carries the address of its why, which a click opens.
    """
    option = _without_colours(option_of(chart))
    for drawn, one in zip(option["series"], chart.series, strict=True):
        is_pie = chart.kind == "饼图"
        kept = [at for at, value in enumerate(one.values) if not is_pie or (value or 0) > 0]
        for point, at in zip(drawn["data"], kept, strict=True):
            point["url"] = _why(chart, one, at, period)
    return option


def _without_colours(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {
            key: value if key == "decal" else _without_colours(value)
            for key, value in part.items()
            if key not in _OWN_COLOURS
        }
    if isinstance(part, list | tuple):
        return [_without_colours(one) for one in part]
    return _drawn(part) if isinstance(part, str) else part


def _drawn(text: str) -> str:
    """Return a word of a chart in the language of the page, a slice with its share."""
    word, _, share = text.rpartition(" ")
    return f"{said(word)} {share}" if word and share.endswith("%") else said(text)


def _lines(chart: Chart, period: str) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "text": _("%(label)s（不满）") % {"label": said(label)}
                if label in chart.partial
                else said(label)
            },
            *(
                {"text": one.shown[at], "right": True, "url": _why(chart, one, at, period)}
                for one in chart.series
            ),
        ]
        for at, label in enumerate(chart.labels)
    ]


def _why(chart: Chart, one: Series, at: int, period: str) -> str:
    key = chart.keys[at] if chart.keys else chart.labels[at]
    return why_url(one.name, period=period, where={chart.by: None if key == UNKNOWN else key})
