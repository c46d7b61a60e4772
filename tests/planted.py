"""A workbook of sound customers with errors planted in known cells: twenty kinds, evenly."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADS = (
    *("客户编号", "客户名称", "联系人", "联系电话", "电子邮箱", "所属行业", "企业规模", "省份"),
    *("客户类型", "首次接触时间", "最近跟进时间", "累计交易金额(万元)", "潜在价值评分(1-5分)"),
    *("统一社会信用代码", "跟进人", "成立时间"),
)
PEOPLE = ("王磊", "李敏", "周小雨")
FIRST_ROW = 2  # row 1 is the head
_STEP = 33  # every so many rows one error: 3 %
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@dataclass(frozen=True, slots=True)
class Error:
    """One kind of error: the column it stands in, what is typed there, the rule that finds it."""

    name: str
    column: str
    rule: str
    typed: tuple[str | float, ...]


ERRORS = (
    Error("a day no calendar has", "首次接触时间", "S0-08", ("2024-02-30", "2023-11-31")),
    Error("a date in words", "首次接触时间", "S0-08", ("去年底", "展会那天")),
    Error("a month no year has", "成立时间", "S0-08", ("2018年13月", "二零一")),
    Error("a mobile number of ten digits", "联系电话", "S3-07", ("1391234567",)),
    Error("a mobile number of twelve digits", "联系电话", "S3-07", ("139123456789",)),
    Error("a number nobody has", "联系电话", "S3-07", ("11111111111", "13800000000")),
    Error("letters for a number", "联系电话", "S3-07", ("打前台转", "见名片")),
    Error("money with a foreign sign", "累计交易金额(万元)", "S0-09", ("$1200", "€90")),
    Error("money as a range", "累计交易金额(万元)", "S0-09", ("10-20", "5~8万")),
    Error("money in words", "累计交易金额(万元)", "S0-09", ("约十来万", "很多")),
    Error("a mark above five", "潜在价值评分(1-5分)", "S3-07", ("6", "0")),
    Error("half a mark", "潜在价值评分(1-5分)", "S3-07", ("3.5",)),
    Error("a type nobody knows", "客户类型", "S3-13", ("VIP尊享", "老板朋友")),
    Error("an industry nobody knows", "所属行业", "S0-10", ("外星贸易", "呼呼哈")),
    Error("a province on no map", "省份", "S3-14", ("火星省", "东南省")),
    Error("a credit code that fails its check", "统一社会信用代码", "VAL-USCC", ()),
    Error("an address without @", "电子邮箱", "S3-07", ("zhang.example.com", "没有@")),
    Error("the last day before the first", "最近跟进时间", "S0-29", ("2019-01-01",)),
    Error("neither number nor name", "", "S3-05", ()),
    Error("a line that adds the others up", "客户名称", "S3-07", ("合计",)),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """Where an error stands, as the list of problems names it."""

    row: int
    column: str
    rule: str


def plant(path: Path, rows: int, *, seed: int = 7) -> list[Planted]:
    """Write a workbook of so many rows and return what was planted in it."""
    luck = random.Random(seed)
    planted: list[Planted] = []
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row(0, 0, HEADS)
        for at in range(rows):
            cells = sound_row(at, luck)
            if at % _STEP == _STEP - 1:
                error = ERRORS[at // _STEP % len(ERRORS)]
                planted.append(_spoil(cells, error, at, at // _STEP // len(ERRORS)))
            sheet.write_row(at + 1, 0, [cells[head] for head in HEADS])
    return planted


def _spoil(cells: dict[str, str], error: Error, at: int, turn: int) -> Planted:
    column = error.column
    if error.rule == "S3-05":
        cells["客户编号"] = cells["客户名称"] = ""
        column = "客户编号"
    elif error.rule == "VAL-USCC":
        code = cells[column]
        cells[column] = code[:-1] + _LETTERS[(_LETTERS.index(code[-1]) + 1) % len(_LETTERS)]
    else:
        cells[column] = str(error.typed[turn % len(error.typed)])
    return Planted(at + FIRST_ROW, column, error.rule)


def sound_row(at: int, luck: random.Random) -> dict[str, str]:
    """Return a row nobody can find fault with."""
    first = date(2023, 1, 2) + timedelta(luck.randrange(500))
    last = first + timedelta(luck.randrange(200))
    return {
        "客户编号": f"C{at:06}",
        "客户名称": f"{luck.choice('苏杭甬')}{_spelt(at)}精密机械有限公司",
        "联系人": luck.choice(("王伟", "李芳", "张敏")),
        "联系电话": f"1{luck.choice((39, 58, 86))}{at + 10_000_001:08}",
        "电子邮箱": f"sale{at}@example.com",
        "所属行业": luck.choice(("软件和信息技术服务业", "零售业", "医药制造业")),
        "企业规模": luck.choice(("100-500人", "500-1000人")),
        "省份": luck.choice(("江苏", "浙江省", "广东")),
        "客户类型": luck.choice(("潜在", "意向", "成交")),
        "首次接触时间": luck.choice(
            (first.isoformat(), f"{first:%Y/%m/%d}", f"{first:%Y年%m月%d日}")
        ),
        "最近跟进时间": last.isoformat(),
        "累计交易金额(万元)": luck.choice(("12.5", "1,200.00", "8万")),
        "潜在价值评分(1-5分)": str(luck.randint(1, 5)),
        "统一社会信用代码": _code(at),
        "跟进人": luck.choice(PEOPLE),
        "成立时间": luck.choice(("2015年", "2018-03", "2009")),
    }


def _spelt(number: int) -> str:
    """Return a core of a name that no other number has."""
    return "".join("零壹贰叁肆伍陆柒捌玖"[int(digit)] for digit in f"{number:06}")


def _code(number: int) -> str:
    """Return a 统一社会信用代码 with its right check digit (GB 32100)."""
    body = f"91320500MA{number:07}"
    total = sum(_LETTERS.index(letter) * w for letter, w in zip(body, _WEIGHTS, strict=True))
    return body + _LETTERS[(31 - total % 31) % 31]
