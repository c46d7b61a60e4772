"""Writing a report in the formats that were asked for; each format is a file of `formats`."""

import pkgutil
import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from zhike.report import formats
from zhike.report.assets import Assets
from zhike.report.document import Document
from zhike.words.problem import Refused

FORMATS: dict[str, Any] = {
    module.name: import_module(f"{formats.__name__}.{module.name}")
    for module in pkgutil.iter_modules(formats.__path__)
}


def write_files(
    document: Document, folder: Path, *, formats: Sequence[str], assets: Assets
) -> list[Path]:
    """Write the report into a folder, a file a format; refuses an unknown one before writing."""
    for name in formats:
        if name not in FORMATS:
            raise Refused(f"不认识格式“{name}”，可用：{'、'.join(sorted(FORMATS))}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(document, folder, name, assets) for name in formats]
    except OSError as why:
        raise Refused(f"写不进 {folder}（{why.strerror}）。请换一个文件夹或检查空间。") from why


def _write(document: Document, folder: Path, name: str, assets: Assets) -> Path:
    title = re.sub(r"[^\w一-鿿-]+", "_", f"{document.name}_{document.period_label}")
    path = folder / f"{title}.{name}"
    half = path.with_name(f".{path.name}.half")
    FORMATS[name].write(document, half, assets)
    half.replace(path)
    return path
