"""Any file people hand over, read by the format its name ends in."""

import importlib
import pkgutil
from collections.abc import Callable, Set
from dataclasses import replace
from functools import cache
from pathlib import Path

from zhike.collect import formats, limits
from zhike.collect.grid import Grid
from zhike.collect.heads import with_heads
from zhike.collect.template.marks import without_samples
from zhike.words.problem import Refused
from zhike.words.sheet import Sheet

Reader = Callable[[Path], list[Grid]]


def read_file(path: Path, *, aliases: Set[str]) -> list[Sheet]:
    """Return the tables of a file, word for word, each under its head row.

    `aliases` are the folded names a head row is recognised by. In a workbook, sheets without a
    known head are passed over with a note, and so are the sample rows of our own templates.
    Refused, in one sentence, when nothing can be read.
    """
    grids = _read(path)
    sheets: list[Sheet] = []
    missed: list[Refused] = []
    for grid in grids:
        if grid.frame.height > limits.MAX_ROWS:
            raise Refused(
                f"{grid.file} 有 {grid.frame.height:,} 行，最多读 {limits.MAX_ROWS:,} 行，"
                "请拆成几个文件"
            )
        try:
            sheets.append(without_samples(with_heads(grid, aliases)))
        except Refused as why:
            missed.append(why)
    if missed and not sheets:
        raise missed[0]
    return _with_notes(sheets, tuple(str(why) for why in missed))


def _read(path: Path) -> list[Grid]:
    if not path.is_file():
        raise Refused(f"找不到文件 {path}，请检查路径")
    if path.stat().st_size == 0:
        raise Refused(f"{path.name} 是空文件，没有可导入的内容，请重新导出一份")
    reader = readers().get(path.suffix.lower())
    if reader is None:
        raise Refused(f"{path.name} 的格式不认识，请给 {'、'.join(sorted(readers()))} 中的一种")
    grids = reader(path)
    if not grids:
        raise Refused(f"{path.name} 里没有可读的表（空白或全部隐藏），请检查内容后再导入")
    return grids


def _with_notes(sheets: list[Sheet], notes: tuple[str, ...]) -> list[Sheet]:
    if not notes:
        return sheets
    noted = replace(sheets[0], notes=(*sheets[0].notes, *notes))
    return [noted, *sheets[1:]]


@cache
def readers() -> dict[str, Reader]:
    """Return {suffix: read} of every format, found by listing the formats folder."""
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(formats.__path__):
        reader = importlib.import_module(f"{formats.__name__}.{module.name}")
        found |= dict.fromkeys(reader.SUFFIXES, reader.read)
    return found
