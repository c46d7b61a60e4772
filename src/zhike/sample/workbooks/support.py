"""Cases, demands, visits, coupons and the list of products, as people keep them."""

from random import Random

from zhike.sample.catalogue import PRODUCTS
from zhike.sample.rows import Company
from zhike.sample.workbooks import cells
from zhike.sample.workbooks.page import Page, Row


def cases(company: Company, dice: Random) -> Page:
    """Return the complaints, questions, wishes and repairs."""
    heads = (
        "问题单号",
        "客户编号",
        "问题类别",
        "问题主题",
        "严重程度",
        "问题描述",
        "受理时间",
        "首次响应时间",
        "解决时间",
        "满意度",
        "处理状态",
        "处理人",
    )
    kinds = {
        "投诉": ("投诉", "客户投诉", "客诉"),
        "咨询": ("咨询", "询问"),
        "报修": ("报修", "维修"),
    }
    topics = {
        "物流时效": ("物流时效", "物流时效", "发货慢", "物流"),
        "产品质量": ("产品质量", "质量问题"),
    }
    rows: list[Row] = [
        [
            f"WT{at:04d}", one.firm.number, dice.choice(kinds.get(one.kind, (one.kind,))),
            dice.choice(topics.get(one.topic, (one.topic,))), one.severity, one.text,
            cells.moment(one.opened, dice), cells.moment(one.answered, dice),
            cells.moment(one.solved, dice), one.satisfaction, one.state, one.by,
        ]
        for at, one in enumerate(company.cases, 1)
    ]  # fmt: skip
    return Page(
        "问题登记", heads, rows, ("售后问题登记表（示例，全部虚构）", "客服部   电话先登记再派单")
    )


def demands(company: Company, dice: Random) -> Page:
    """Return what customers need."""
    heads = (
        "需求编号",
        "客户编号",
        "提出日期",
        "需求主题",
        "需求内容",
        "痛点",
        "预算金额",
        "功能偏好",
        "决策参与人",
        "需要时间",
        "紧急程度",
        "需求状态",
    )
    rows: list[Row] = [
        [
            f"XQ{at:04d}", one.firm.number, cells.day(one.on, dice), one.topic, one.need, one.pain,
            cells.money(one.budget, dice, neat=0.5), one.features, one.deciders,
            cells.day(one.needed_by, dice), one.urgency, one.state,
        ]
        for at, one in enumerate(company.demands, 1)
    ]  # fmt: skip
    return Page("需求收集", heads, rows, ("客户需求收集表（示例，全部虚构）",))


def events(company: Company, dice: Random) -> list[Page]:
    """Return visits and activities, and the coupons on a sheet of their own."""
    heads = ("行为编号", "客户编号", "行为类型", "行为日期", "次数", "数值", "内容")
    said = {"官网访问": ("官网访问", "官网访问", "网站访问"), "参与活动": ("参与活动", "参加活动")}
    rows: list[Row] = []
    coupons: list[Row] = []
    for at, one in enumerate(company.events, 1):
        kind = dice.choice(said.get(one.kind, (one.kind,)))
        row: Row = [
            f"XW{at:05d}", one.firm.number, kind, cells.day(one.on, dice, neat=0.9),
            one.count, one.value, one.detail,
        ]  # fmt: skip
        (coupons if one.kind == "优惠券" else rows).append(row)
    return [
        Page("官网与活动", heads, rows, ("市场行为汇总（示例，全部虚构）",)),
        Page("优惠券发放", heads, coupons),
    ]


def products() -> Page:
    """Return the list of products."""
    heads = (
        "产品编号",
        "产品名称",
        "产品类别",
        "规格",
        "单位",
        "标价",
        "产品成本",
        "功能特性",
        "产品状态",
    )
    rows: list[Row] = [
        [
            one.code, one.name, one.category, one.spec, one.unit, f"¥{one.price:,.2f}", one.cost,
            one.features, "在售",
        ]
        for one in PRODUCTS
    ]  # fmt: skip
    return Page("产品目录", heads, rows, ("产品目录（示例，全部虚构）",))
