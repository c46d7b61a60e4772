"""The files a report is drawn with: ECharts and the fonts, built into the package."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from zhike.words.problem import Refused

FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Assets:
    """Where ECharts and the folder of fonts are."""

    echarts: Path
    fonts: Path


def load_assets() -> Assets:
    """Return the built files; refuses in one sentence where they were not built."""
    vendor = Path(str(resources.files("zhike"))) / "web" / "static" / "vendor"
    assets = Assets(vendor / "echarts.min.js", vendor / "fonts")
    for needed in (assets.echarts, *(assets.fonts / name for name in FONT_FILES)):
        if not needed.is_file():
            raise Refused(f"缺少报表要用的文件 {needed.name}，请重新安装（make run 会取齐）。")
    return assets
