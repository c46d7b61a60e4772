"""Setting a report with typst: data goes in as JSON, never joined into the markup."""

import json
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import typst

from zhike.report.assets import Assets
from zhike.report.charts import option_of
from zhike.report.document import Chart, Document, Figure, Series
from zhike.report.svg import FONT, draw
from zhike.report.tables import Table
from zhike.words.problem import Refused

MOST_ROWS = 30  # a longer table stays in the workbook (screens.md §1.9)
_SIZES = {"page": (500, 220), "long": (360, 210)}
_PPI = 144.0


def set_document(
    document: Document,
    assets: Assets,
    *,
    look: Literal["page", "long"],
    format: Literal["pdf", "png"],
) -> bytes:
    """Return the report as PDF (`page`: A4) or PNG (`long`: one picture 750 px wide)."""
    template = resources.files("zhike.report") / "templates" / "report.typ"
    told = {"data": json.dumps(_told(document, assets, look), ensure_ascii=False), "look": look}
    compiler = typst.Compiler(
        template.read_bytes(), font_paths=_fonts(assets.fonts), sys_inputs={**told, "font": FONT}
    )
    made: Any
    made, warnings = compiler.compile_with_warnings(format=format, ppi=_PPI)
    if any("unknown font" in warning.message for warning in warnings):
        raise Refused(
            f"{assets.fonts} 里没有可用的中文字体 {FONT}，请重新安装（make run 会取齐）。"
        )
    return bytes(made)


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> typst.Fonts:
    """Return the shipped fonts only: without them typst would set wrong signs and say nothing."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def _told(document: Document, assets: Assets, look: str) -> dict[str, Any]:
    return {
        "title": document.title,
        "period": document.period_label,
        "scope": document.scope_said,
        "compared": document.compared_said,
        "stamp": str(document.stamp),
        "figures": [_figure(figure) for figure in document.figures],
        "conclusions": [
            {"text": c.text, "wording": c.wording, "suggestion": c.suggestion}
            for c in document.conclusions
        ],
        "charts": [_chart(chart, assets, look) for chart in _filled(document)],
        "tables": [_table(table) for table in document.tables],
        "empty": document.is_empty,
        "warnings": list(document.warnings),
        "notes": list(document.notes),
        "definitions": _definitions(document),
    }


def _filled(document: Document) -> list[Chart]:
    """Return the charts that have something to show, the proof of conclusion 1 first."""
    charts = () if document.is_empty else document.proof_first()
    return [chart for chart in charts if any(value is not None for value in chart.series[0].values)]


def _figure(figure: Figure) -> dict[str, str]:
    return {
        "label": figure.label,
        "unit": "" if figure.unit == "%" else figure.unit,
        "shown": figure.shown,
        "moved": figure.moved,
        "before": f"上期 {figure.before}" if figure.moved else "",
        "year": f"同比 {figure.moved_in_year}" if figure.moved_in_year else "",
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "sentence": table.sentence,
        "heads": [column.head for column in table.columns],
        "long": [column.is_long for column in table.columns],
        "right": [column.is_number for column in table.columns],
        "rows": table.shown(MOST_ROWS),
        "more": table.more(MOST_ROWS),
    }


def _chart(chart: Chart, assets: Assets, look: str) -> dict[str, Any]:
    width, height = _SIZES[look]
    labels = [f"{label}（不满）" if label in chart.partial else label for label in chart.labels]
    lines = zip(labels, *(one.shown for one in chart.columns), strict=True)
    return {
        "title": chart.title,
        "sentence": chart.sentence,
        "heads": [chart.by, *map(_head, chart.columns)],
        "rows": [list(line) for line in lines][:MOST_ROWS],
        "more": max(len(labels) - MOST_ROWS, 0),
        "svg": draw(option_of(chart), assets.echarts, width=width, height=height),
    }


def _head(one: Series) -> str:
    return one.name if one.unit in ("%", "个") else f"{one.name}（{one.unit}）"


def _definitions(document: Document) -> list[list[str]]:
    """Return each figure's definition with the sum it came from, where it is one."""
    sums = {f.label: f.explain for f in document.figures if "÷" in f.explain}
    return [[label, said, sums.get(label, "")] for label, said in document.definitions]
