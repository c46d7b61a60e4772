"""Workbooks: .xlsx, .xlsm, .xls, .xlsb and .ods, every visible sheet, every cell as text."""

import zipfile
from dataclasses import replace
from pathlib import Path

import fastexcel
import python_calamine

from zhike.collect import limits
from zhike.collect.cells import cells_of, long_numbers
from zhike.collect.grid import Grid, Range, grid_frame
from zhike.collect.odd_cells import ODD_FORMATS, as_shown
from zhike.collect.sheet_xml import Shown, is_xml, shown
from zhike.collect.template.marks import is_ours
from zhike.words.problem import Refused

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")

_LOCKED = "{} 有打开密码，请去掉密码后再导入"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read(path: Path) -> list[Grid]:
    """Return the visible, filled sheets; Refused when the file is not a sound workbook."""
    _look_inside(path)
    try:
        book = fastexcel.read_excel(path)
        names = book.sheet_names
        if len(names) > limits.MAX_SHEETS:
            raise Refused(
                f"{path.name} 有 {len(names)} 张表，最多读 {limits.MAX_SHEETS} 张，请拆成几个文件"
            )
        grids = [_read_sheet(path, book, name) for name in names]
    except (fastexcel.FastExcelError, python_calamine.CalamineError) as why:
        raise _not_opened(path, why) from why
    return _passed_over([grid for grid in grids if grid is not None], names)


def _passed_over(grids: list[Grid], names: list[str]) -> list[Grid]:
    """Say on the first sheet which hidden or empty ones were left out."""
    read = {grid.sheet for grid in grids}
    left = [name for name in names if name not in read and not is_ours(name)]
    if not grids or not left:
        return grids
    note = f"{grids[0].file} 中隐藏或空白的表没有读：{'、'.join(left)}"
    noted = replace(grids[0], notes=(*grids[0].notes, note))
    return [noted, *grids[1:]]


def _look_inside(path: Path) -> None:
    """Refuse what only bears a workbook's name, and what would unpack without end."""
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(_OLE):
        return _refuse_locked(path)
    if not start.startswith(_ZIP):
        what = "网页" if b"<" in start[:64] else "文本" if b"\x00" not in start else "其他文件"
        raise Refused(
            f"{path.name} 不是工作簿，内容是{what}，请用 Excel 打开后另存为 .xlsx 或 .csv 再导入"
        )
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as why:
        raise Refused(f"{path.name} 打不开：文件不完整，请重新下载或另存一份再导入") from why
    ratio = unpacked / max(path.stat().st_size, 1)
    too_tight = ratio > limits.MAX_RATIO and unpacked > limits.RATIO_MATTERS_FROM
    if unpacked > limits.MAX_UNPACKED or too_tight:
        raise Refused(
            f"{path.name} 解压后有 {unpacked // 1024**2:,} MB（{ratio:.0f} 倍），"
            "超过上限，没有打开；请拆成几个文件"
        )
    return None


def _refuse_locked(path: Path) -> None:
    """Refuse an OLE file that is an encrypted .xlsx."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise Refused(_LOCKED.format(path.name))


def _not_opened(path: Path, why: Exception) -> Refused:
    if "password" in str(why):
        return Refused(_LOCKED.format(path.name))
    return Refused(f"{path.name} 打不开：工作簿已损坏，请用 Excel 打开后另存一份再导入")


def _read_sheet(path: Path, book: fastexcel.ExcelReader, name: str) -> Grid | None:
    """Return one sheet, or None when it is hidden or empty."""
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    if sheet.visible != "visible" or is_ours(name):
        return None
    if sheet.width > limits.MAX_COLUMNS:
        raise Refused(
            f"{path.name}#{name} 有 {sheet.width} 列，最多读 {limits.MAX_COLUMNS} 列，"
            "请删去不用的列"
        )
    cells, failed = cells_of(sheet)
    left = sheet.selected_columns[0].absolute_index if sheet.selected_columns else 0
    told = shown(path, name, odd=ODD_FORMATS)
    cells, lost = as_shown(cells, told, left=left)
    frame = grid_frame(cells)
    if frame.is_empty():
        return None
    return Grid(
        file=path.name,
        sheet=name,
        frame=frame,
        merged=_merged(path, name, told, left=left),
        notes=_unasked(path),
        damaged=failed | lost | long_numbers(book, sheet, cells),
    )


def _merged(path: Path, name: str, told: Shown, *, left: int) -> tuple[Range, ...]:
    """Return the merged ranges; none for a large file that would have to be read once more."""
    ranges = told.merged
    if not is_xml(path) and _is_small(path):
        sheet = python_calamine.load_workbook(path).get_sheet_by_name(name)
        found = sheet.merged_cell_ranges or ()
        ranges = tuple((top + 1, first, end + 1, last) for (top, first), (end, last) in found)
    return tuple((top, first - left, end, last - left) for top, first, end, last in ranges)


def _unasked(path: Path) -> tuple[str, ...]:
    """Say of a large workbook of another format that its merged cells were not looked for."""
    if is_xml(path) or _is_small(path):
        return ()
    return (f"{path.name} 较大，没有查找合并单元格；如有合并，请另存为 .xlsx 再导入",)


def _is_small(path: Path) -> bool:
    return path.stat().st_size <= limits.SMALL_UP_TO
