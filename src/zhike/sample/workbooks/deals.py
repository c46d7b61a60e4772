"""Orders, follow-ups, quotes, contracts, payments and what competitors offer, as people keep it."""

import csv
from pathlib import Path
from random import Random

from zhike.sample.rows import Company
from zhike.sample.workbooks import cells
from zhike.sample.workbooks.page import Page, Row

LOST_TALKS, LOST_LINES = 15, 4  # rows that fall: no customer, no readable day, no amount


def talks(company: Company, dice: Random) -> list[Page]:
    """Return the follow-ups, a sheet a year."""
    heads = (
        "互动ID",
        "客户ID",
        "互动时间",
        "互动方式",
        "沟通内容摘要",
        "跟进人",
        "客户反馈",
        "具体表述",
        "下一步行动",
    )
    mood = {"积极": ("积极", "正面"), "消极": ("消极", "不满意"), "中性": ("中性", "一般")}
    years: dict[int, list[Row]] = {}
    for at, one in enumerate(company.talks, 1):
        years.setdefault(one.on.year, []).append([
            f"GJ{at:05d}", one.firm.number, cells.day(one.on, dice), one.way,
            cells.sometimes_traditional(one.summary, dice, often=0.02), one.by,
            dice.choice(mood[one.feedback]), one.words, one.next_step,
        ])  # fmt: skip
    last = years[max(years)]
    last += [
        [None, None, "2026-05-08", "电话", "忘了是哪家，回头补", "小王", "中性", None, None]
        for _ in range(9)
    ]
    last += [
        [None, "KH00012", "上周三", "微信", "聊了几句", "小王", "中性", None, None]
        for _ in range(6)
    ]
    titles = ("跟进记录（示例，全部虚构）", "每周五前更新")
    return [Page(f"{year}年", heads, rows, titles) for year, rows in years.items()]


def write_lines(company: Company, path: Path, dice: Random) -> Path:
    """Write the order lines as the old system hands them out: text in GB18030."""
    heads = (
        "订单号",
        "客户编号",
        "订单日期",
        "产品",
        "产品类别",
        "数量",
        "优惠比例",
        "金额(元)",
        "成本(元)",
    )
    with path.open("w", encoding="gb18030", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["销售订单明细（示例，全部虚构）"])
        writer.writerow(heads)
        for one in company.lines:
            writer.writerow((
                one.order.number, one.order.firm.number, cells.day(one.order.on, dice), one.product,
                one.category, one.quantity, cells.discount(one.discount, dice),
                cells.money(one.amount, dice), cells.money(one.cost, dice, neat=0.9),
            ))  # fmt: skip
        spoiled = company.lines[: LOST_LINES - 1]
        for at, one in enumerate(spoiled):
            what = (one.order.firm.number, "2025-03-01", one.product, one.category)
            writer.writerow((f"DD待补{at}", *what, 1, "", "面议", ""))
        whole = sum(one.amount for one in company.lines)
        writer.writerow(("合计", "", "", "", "", "", "", f"{whole:,.2f}", ""))
    return path


def quotes(company: Company, dice: Random) -> Page:
    """Return the quotes."""
    heads = (
        "报价单号",
        "客户编号",
        "报价日期",
        "产品",
        "产品类别",
        "报价金额",
        "优惠比例",
        "客户答复",
        "答复日期",
        "理由",
        "报价人",
    )
    said = {"接受": ("接受", "同意"), "拒绝": ("拒绝", "未成交"), "待定": ("待定", "考虑中")}
    rows: list[Row] = [
        [
            f"BJ{at:05d}", one.firm.number, cells.day(one.on, dice), one.product, one.category,
            cells.money(one.amount, dice), cells.discount(one.discount, dice),
            dice.choice(said[one.outcome]), cells.day(one.answered, dice), one.reason, one.by,
        ]
        for at, one in enumerate(company.quotes, 1)
    ]  # fmt: skip
    return Page("报价单", heads, rows, ("报价登记（示例，全部虚构）",))


def contracts(company: Company, dice: Random) -> Page:
    """Return the contracts, under a head of two rows."""
    heads = (
        "合同编号",
        "客户编号",
        "合同名称",
        "合同类型",
        "签订日期",
        "生效日期",
        "到期日期",
        "合同金额",
        "合同状态",
        "续自合同",
        "签约人",
    )
    rows: list[Row] = [
        [
            one.number, one.firm.number, one.name, one.kind, cells.day(one.signed, dice),
            cells.day(one.starts, dice), cells.day(one.ends, dice), cells.money(one.amount, dice),
            one.state, one.renews, one.by,
        ]
        for one in company.contracts
    ]  # fmt: skip
    return Page(
        "合同",
        heads,
        rows,
        ("合同台账（示例，全部虚构）",),
        (("合同", 4), ("期限", 3), ("金额与状态", 4)),
    )


def payments(company: Company, dice: Random) -> Page:
    """Return the payments; those not in yet have no day of payment."""
    heads = ("回款单号", "客户编号", "关联订单", "应付日期", "回款日期", "回款金额", "回款方式")
    ways = {"转账": ("转账", "银行转账", "电汇"), "承兑": ("承兑", "银行承兑")}
    rows: list[Row] = [
        [
            f"HK{at:05d}", one.firm.number, one.order, cells.day(one.due, dice, neat=0.85),
            cells.day(one.paid, dice, neat=0.85), cells.money(one.amount, dice, neat=0.85),
            dice.choice(ways.get(one.method, (one.method,))),
        ]
        for at, one in enumerate(company.payments, 1)
    ]  # fmt: skip
    return Page("回款", heads, rows, ("回款台账（示例，全部虚构）",))


def rivals(company: Company, dice: Random) -> Page:
    """Return the contacts with competitors."""
    heads = (
        "竞品接触编号",
        "客户编号",
        "接触日期",
        "竞争对手",
        "竞品产品",
        "竞品报价",
        "接触情况",
        "记录人",
    )
    rows: list[Row] = [
        [
            f"JP{at:04d}", one.firm.number, cells.day(one.on, dice), one.competitor, one.product,
            cells.money(one.quote, dice), one.detail, one.by,
        ]
        for at, one in enumerate(company.rivals, 1)
    ]  # fmt: skip
    return Page("竞品", heads, rows)
