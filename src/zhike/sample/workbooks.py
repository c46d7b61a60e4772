"""The sample written the way people keep such things: title rows, mixed dates and amounts."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import xlsxwriter

from zhike.sample.company import Company

CUSTOMERS = (
    "客户编号", "客户名称", "所属行业", "企业规模", "区域", "城市", "客户类型", "联系人", "职位",
    "联系电话", "跟进人", "首次接触时间", "潜在价值评分(1-5分)", "续约次数", "行业潜力(1-5分)",
    "接触渠道",
)  # fmt: skip
TALKS = (
    "互动ID",
    "客户ID",
    "互动时间",
    "互动方式",
    "沟通内容摘要",
    "跟进人",
    "客户反馈",
    "下一步行动",
)
SALES = ("订单号", "客户编号", "订单日期", "产品", "产品类别", "数量", "金额(元)", "成本(元)")


def write_workbooks(company: Company, folder: Path, *, seed: int = 1) -> list[Path]:
    """Write customers, follow-ups and orders into a folder; returns the files in import order."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = Random(seed + 1)  # noqa: S311 - only for ugliness
    return [
        _customers(company, folder / "客户资料.xlsx", dice),
        _talks(company, folder / "跟进记录.xlsx", dice),
        _sales(company, folder / "销售订单.csv", dice),
    ]


def said_day(day: date, dice: Random) -> str:
    """Return a day in one of the ways people write it."""
    shape = dice.choice(("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年{m}月{d}日", "%Y%m%d"))
    return day.strftime(shape).replace("{m}", str(day.month)).replace("{d}", str(day.day))


def said_money(amount: int, dice: Random) -> str:
    """Return an amount in one of the ways people write it."""
    wan = f"{amount / 10_000:.4f}万"
    return dice.choice((str(amount), f"{amount:,}", f"¥{amount:,}.00", wan, str(amount)))


def _customers(company: Company, path: Path, dice: Random) -> Path:
    rows = [
        (
            f.number, f.name, f.industry, f.size, f.region, f.city, f.customer_type, f.contact,
            f.title, f.phone if dice.random() > 0.04 else "", f.seller, said_day(f.first_on, dice),
            f.potential, f.renewals, f.outlook, f.channel,
        )
        for f in company.firms
    ]  # fmt: skip
    return _workbook(
        path, "客户", ("澄码识别 客户资料表（示例，全部虚构）", "填表：销售部"), CUSTOMERS, rows
    )


def _talks(company: Company, path: Path, dice: Random) -> Path:
    rows = [
        (
            t.number, t.firm.number, said_day(t.on, dice), t.way, t.summary, t.firm.seller,
            t.feedback, t.next_step,
        )
        for t in company.talks
    ]  # fmt: skip
    return _workbook(path, "跟进", ("跟进记录（示例，全部虚构）",), TALKS, rows)


def _workbook(
    path: Path,
    sheet: str,
    titles: tuple[str, ...],
    heads: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
) -> Path:
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = book.add_worksheet(sheet)
        for at, title in enumerate(titles):
            page.write(at, 0, title)
        page.write_row(len(titles), 0, heads)
        for at, row in enumerate(rows, len(titles) + 1):
            page.write_row(at, 0, row)
        page.set_column(0, len(heads) - 1, 16)
    return path


def _sales(company: Company, path: Path, dice: Random) -> Path:
    with path.open("w", encoding="gb18030", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(SALES)
        for s in company.sales:
            writer.writerow(
                (
                    s.number, s.firm.number, said_day(s.on, dice), s.product, s.category,
                    s.quantity, said_money(s.amount, dice), s.cost,
                )
            )  # fmt: skip
    return path
