"""Competitors, referrals, channel costs and activities, as the market people keep them."""

from random import Random

from zhike.sample.rows import Company
from zhike.sample.workbooks import cells
from zhike.sample.workbooks.page import Page, Row

# The sheet of T4-1: name, then its seven items, then where it is known from.
_RIVALS = (
    (
        "码捷通", "老产品 MJ-200 用得多；新产品 MJ-300 多在试用", "打印机口碑好，耗材常断货",
        "直销为主，华东两家代理", "陈立：报价快，爱送样机；赵敏：只跑集团客户",
        "承诺 24 小时到场，周末不上门", "陈立与几家的仓储主管很熟",
        "A：大型物流企业；B：食品、医药厂", "客户所说、展会",
    ),
    (
        "标迅达", "通用碳带两款，新款耐酒精", "便宜，批次不稳", "线上为主，代发货",
        "何勇：价格可谈，账期 90 天", "只换不修", "与采购经理走得近", "B：电商仓；C：小工厂",
        "报价单",
    ),
    (
        "印联", "工业机一款，去年换代", "稳定，偏贵", "渠道商", "", "配件要等两周", "",
        "A：汽车零部件", "公开资料",
    ),
    (
        "优扫", "无线枪三款", "新手好上手，掉线多", "线上与门店", "", "换新快", "", "C：零售门店",
        "展会",
    ),
)  # fmt: skip


def rivals() -> Page:
    """Return the sheets of the competitors, by the printed table T4-1."""
    heads = (
        "竞争对手名称", "老/新产品数量及使用情况", "客户满意度", "销售渠道和模式",
        "销售代表名字及销售特点", "产品服务情况", "销售代表与客户关系", "VIP客户(ABC)", "信息来源",
    )  # fmt: skip
    rows: list[Row] = [[text or None for text in one] for one in _RIVALS]
    return Page("竞争对手", heads, rows, ("竞争对手资料（示例，全部虚构）",))


def referrals(company: Company, dice: Random) -> Page:
    """Return who brought whom."""
    heads = (
        "转介绍编号", "客户编号", "介绍日期", "介绍人", "介绍人所属客户", "介绍费", "谢礼",
        "致谢日期",
    )  # fmt: skip
    rows: list[Row] = [
        [
            f"JS{at:03d}", one.firm.number, cells.day(one.on, dice), one.referrer,
            one.of.number if one.of else None, one.fee, one.thanks or None,
            cells.day(one.thanked, dice),
        ]
        for at, one in enumerate(company.referrals, 1)
    ]  # fmt: skip
    return Page("转介绍", heads, rows, ("转介绍登记（示例，全部虚构）",))


def costs(company: Company, dice: Random) -> Page:
    """Return what the channels cost."""
    heads = ("月份", "渠道", "费用", "费用说明")
    ways = {"展会问卷": ("展会", "展会问卷"), "线上表单": ("线上", "官网")}
    rows: list[Row] = [
        [one.month, dice.choice(ways.get(one.channel, (one.channel,))), one.amount, one.note]
        for one in company.costs
    ]
    return Page("渠道费用", heads, rows, ("渠道费用台账（示例，全部虚构）",))


def activities(company: Company, dice: Random) -> Page:
    """Return what was put on."""
    heads = (
        "活动编号", "活动名称", "活动类型", "举办日期", "活动地点", "所属渠道", "活动费用",
        "组织人",
    )  # fmt: skip
    rows: list[Row] = [
        [
            f"HD{at:03d}", one.name, one.kind, cells.day(one.on, dice), one.venue,
            one.channel or None, cells.money(one.cost, dice), one.by,
        ]
        for at, one in enumerate(company.activities, 1)
    ]  # fmt: skip
    return Page("活动", heads, rows, ("活动台账（示例，全部虚构）",))
