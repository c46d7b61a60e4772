"""Files as bad as people's, made where a test asks for them."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from biff import write_xls

HEAD = "客户编号,客户名称"
ROWS = [["客户编号", "客户名称"], ["K1", "甲州精密机械有限公司"]]
Maker = Callable[[Path], Path]


def named(name: str, body: bytes | str) -> Maker:
    """Return a maker of a file of these bytes."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return path

    return make


def workbook(path: Path, sheets: int = 1) -> Path:
    """Write a workbook of one customer on each of its sheets."""
    with xlsxwriter.Workbook(path) as made:
        for number in range(sheets):
            sheet = made.add_worksheet(f"第{number + 1}张")
            for at, row in enumerate(ROWS):
                sheet.write_row(at, 0, row)
    return path


def half(folder: Path) -> Path:
    """Return the first half of a workbook."""
    whole = workbook(folder / "全.xlsx").read_bytes()
    return named("半个.xlsx", whole[: len(whole) // 2])(folder)


def half_old(folder: Path) -> Path:
    """Return the beginning of an old workbook."""
    whole = write_xls(folder / "全.xls", ("客户", ROWS)).read_bytes()
    return named("半个.xls", whole[:700])(folder)


def locked(folder: Path) -> Path:
    """Return an old workbook with a password."""
    return write_xls(folder / "锁.xls", ("客户", ROWS), locked=True)


def bomb(folder: Path) -> Path:
    """Return 300 MB of zeros packed as a sheet."""
    path = folder / "炸弹.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(300):
            sheet.write(bytes(1 << 20))
    return path


def many_sheets(folder: Path) -> Path:
    """Return a workbook of 200 sheets."""
    return workbook(folder / "二百张.xlsx", 200)


def wide(columns: int, name: str) -> Maker:
    """Return a maker of a sheet with two known columns and many others."""
    others = [f"列{number + 1}" for number in range(columns - 2)]
    lines = [
        ",".join([HEAD, *others]),
        ",".join(["K1,甲州精密机械有限公司", *("x" for _ in others)]),
    ]
    return named(name, "\n".join(lines))


def nowhere(folder: Path) -> Path:
    """Return a path that leads nowhere."""
    return folder / "没有.xlsx"


REFUSED: dict[str, Maker] = {
    "empty file": named("空.xlsx", b""),
    "missing file": nowhere,
    "html named xlsx": named("导出.xlsx", "<html><table><tr><td>客户</td></tr></table></html>"),
    "text named xls": named("导出.xls", f"{HEAD}\nK1,甲\n"),
    "half a workbook": half,
    "damaged old workbook": half_old,
    "locked workbook": locked,
    "zip bomb": bomb,
    "picture": named("照片.jpg", b"\xff\xd8\xff\xe0" * 20),
    "cards without a card": named("名片.vcf", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
    "program named csv": named("程序.csv", b"\x7fELF\x00\x01\x02" * 40),
    "200 sheets": many_sheets,
    "600 columns": wide(600, "六百列.csv"),
    "no header": named("无表头.csv", "张三,北京\n李四,上海\n"),
    "only a header": named("只有表头.csv", f"{HEAD}\n"),
    "blank cells only": named("空白.csv", "\n ,\n\n"),
    "about nothing known": named("天气.csv", "备注,天气\nx,晴\n"),
}
