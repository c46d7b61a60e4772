"""Setting a report with typst: data goes in as JSON, never joined into the markup."""

import json
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import typst

from zhike.report.assets import Assets
from zhike.report.charts import option_of
from zhike.report.document import Document
from zhike.report.svg import FONT, draw
from zhike.words.wording import percent

_SIZES = {"page": (520, 230), "long": (680, 330)}
_PPI = {"page": 144.0, "long": 144.0}


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
    made: Any = compiler.compile(format=format, ppi=_PPI[look])
    return bytes(made)


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _told(document: Document, assets: Assets, look: str) -> dict[str, Any]:
    width, height = _SIZES[look]
    return {
        "title": document.title,
        "period": document.period_label,
        "scope": document.scope_said,
        "stamp": str(document.stamp),
        "figures": [
            {
                "label": f.label,
                "unit": "" if f.unit == "%" else f.unit,
                "shown": f.shown,
                "change": _change(f.change),
                "explain": f.explain,
            }
            for f in document.figures
        ],
        "conclusions": [
            {"text": c.text, "wording": c.wording, "suggestion": c.suggestion}
            for c in document.conclusions
        ],
        "charts": [
            {
                "title": c.title,
                "sentence": c.sentence,
                "heads": c.heads,
                "rows": c.rows,
                "svg": draw(option_of(c), assets.echarts, width=width, height=height),
            }
            for c in document.charts
        ],
        "notes": [*document.notes, *document.warnings],
        "definitions": [list(pair) for pair in document.definitions],
    }


def _change(change: float | None) -> str:
    if change is None:
        return "上期无数据"
    arrow = "↑" if change > 0 else "↓" if change < 0 else "＝"
    return f"环比 {arrow}{percent(abs(change))}"
