"""ECharts options drawn as SVG in this process, without a browser (stack-web.md §3)."""

import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import quickjs

from zhike.words.problem import Refused

FONT = "Noto Sans SC"
PALETTE = ("#0b6b74", "#8795a1", "#c2a878", "#5c6f7b", "#b8c4c9", "#a08c9c")
TINTS = ("#0b6b74", "#3f8a91", "#74a9ae", "#a3c6c9", "#c9dddf", "#dfe3e6")  # parts of one whole
_INK, _SOFT, _LINE = "#24292f", "#6b7280", "#e3e6ea"
_AXIS = {
    "axisTick": {"show": False},
    "axisLine": {"lineStyle": {"color": _LINE}},
    "axisLabel": {"color": _SOFT, "fontSize": 12},
    "splitLine": {"lineStyle": {"color": _LINE}},
}
_THEME = {
    "color": list(PALETTE),
    "textStyle": {"fontFamily": FONT, "color": _INK},
    "categoryAxis": {**_AXIS, "splitLine": {"show": False}},
    "valueAxis": {**_AXIS, "axisLine": {"show": False}, "nameTextStyle": {"color": _SOFT}},
    "legend": {"textStyle": {"color": _SOFT}, "itemWidth": 12, "itemHeight": 8},
    "bar": {"label": {"color": _INK}},
    "line": {"label": {"color": _INK}, "symbolSize": 6},
    "pie": {"color": list(TINTS), "label": {"color": _INK}},
}
_MEMORY, _SECONDS = 256 << 20, 10
# A long string built by concatenation comes back broken; the JSON round trip flattens it.
_DRAW = """
function drawChart(json, w, h) {
  const chart = echarts.init(null, THEME, {renderer: "svg", ssr: true, width: w, height: h});
  const option = JSON.parse(json);
  option.animation = false; option.backgroundColor = "#fff";
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return JSON.parse(JSON.stringify(svg));
}
"""
_BROWSER = (
    "var self=globalThis;"
    "globalThis.setTimeout=function(f){return 0};globalThis.clearTimeout=function(){};"
)
_mine = threading.local()  # one context a thread: it is not thread-safe


def draw(option: dict[str, Any], echarts: Path, *, width: int = 720, height: int = 300) -> str:
    """Return an ECharts option as SVG of the given size in pixels."""
    drawing = getattr(_mine, "drawing", None)
    if drawing is None:
        drawing = _mine.drawing = _context(echarts)
    try:
        return str(drawing(json.dumps(option, ensure_ascii=False), width, height))
    except quickjs.JSException as why:
        del _mine.drawing  # a context that ran out of memory or time is not to be trusted again
        raise Refused(f"有一张图画不出来，请缩短报表周期或减少分组（{_brief(why)}）。") from why


def _brief(why: Exception) -> str:
    return str(why).strip().splitlines()[0][:80]


def _context(echarts: Path) -> Any:
    context = quickjs.Context()
    context.set_memory_limit(_MEMORY)
    context.eval(_BROWSER)
    context.eval(_source(echarts))
    context.eval(f"const THEME = {json.dumps(_THEME, ensure_ascii=False)};")
    context.eval(_DRAW)
    context.set_time_limit(_SECONDS)
    _mine.context = context
    return context.get("drawChart")


@lru_cache(maxsize=1)
def _source(echarts: Path) -> str:
    try:
        return echarts.read_text("utf-8")
    except OSError as why:
        raise Refused(
            f"缺少画图要用的文件 {echarts.name}，请重新安装（make run 会取齐）。"
        ) from why
