"""The customer lists: four teams, four ways to head the same columns, and rows entered again."""

from collections.abc import Mapping, Sequence
from random import Random

from zhike.sample.firms import person
from zhike.sample.rows import Company, Firm
from zhike.sample.workbooks import cells
from zhike.sample.workbooks.page import Page, Row

# What goes wrong, row for row: counted by tests/sample/test_workbooks.py.
COPIES, NEAR_COPIES = 15, 10  # rows pasted twice; the same number with another content
NAMELESS, TOTALS = 12, 4  # rows without number and name; 合计 rows
LISTED_AGAIN, LISTED_CHANGED = 165, 25  # in the supplement: as before; with something new
ROWS = 2_000 + COPIES + NEAR_COPIES + NAMELESS + TOTALS + LISTED_AGAIN + LISTED_CHANGED

_PLAIN = (
    "客户编号",
    "客户名称",
    "统一社会信用代码",
    "所属行业",
    "企业规模",
    "企业性质",
    "区域",
    "省份",
    "城市",
    "联系人",
    "联系人职位",
    "联系电话",
    "客户类型",
    "跟进人",
    "首次接触时间",
    "最近跟进时间",
    "累计交易金额",
    "潜在价值评分",
    "行业潜力",
    "续约次数",
    "接触渠道",
    "备注",
    "合法来源说明",
)
_SOUTH = (
    "客户代码",
    "公司名称",
    "税号",
    "行业",
    "规模",
    "公司性质",
    "大区",
    "省",
    "市",
    "联系人姓名",
    "职务",
    "手机",
    "客户阶段",
    "业务员",
    "建档时间",
    "上次跟进",
    "累计消费金额(万元)",
    "潜力评分",
    "行业潜力",
    "合作稳定性(续约次数)",
    "客户来源",
    "说明",
    "数据来源说明",
)
_KEY = (
    "★客户编号",
    "★客户名称",
    "信用代码",
    "行业类别",
    "员工数",
    "所有制",
    "所属区域",
    "所在省",
    "所在城市",
    "关键联系人",
    "职位",
    "联系方式",
    "客户类别",
    "客户经理",
    "首次联系日期",
    "最近联系时间",
    "累计金额",
    "潜在价值",
    "行业潜力评分",
    "续签次数",
    "来源渠道",
    "备注信息",
    "合法来源",
)
_CHANNEL = (
    "客戶編號",
    "客戶名稱",
    "統一社會信用代碼",
    "所屬行業",
    "企業規模",
    "企業性質",
    "區域",
    "省份",
    "城市",
    "聯繫人",
    "聯繫人職位",
    "聯繫電話",
    "客戶類型",
    "跟進人",
    "首次接觸時間",
    "最近跟進時間",
    "累計交易金額",
    "潛在價值評分",
    "行業潛力",
    "續約次數",
    "接觸渠道",
    "備註",
    "合法來源說明",
)
_CODE = 2
_GROUPS = (("基本信息", 9), ("联系方式", 3), ("业务信息", 11))
_TYPES = {
    "潜在": ("潜在客户", "潜在", "潜客", "线索"),
    "意向": ("意向客户", "意向", "有意向"),
    "成交": ("成交客户", "成交", "老客户", "合作中"),
    "流失": ("流失客户", "流失", "已流失"),
}
_CHANNELS = {"展会问卷": ("展会问卷", "展会", "行业展会"), "线上表单": ("线上表单", "官网", "线上"),
             "转介绍": ("转介绍", "老客户介绍", "推荐")}  # fmt: skip
BOUGHT_IN, LAWFUL = "第三方数据平台", "企业信息平台服务合同，公开工商信息"
_OWNERSHIP = {"民营": ("民营", "民企", "私营"), "国有": ("国有", "国企", "国营")}
_WRONG_DAYS = ("2025-02-30", "去年", "3月5日", "25.4.1", "2025-13-01")
FALSE = ("11111111111", "12345678", "13800138000")  # phones of three customers of 华东
_REMARKS = ("", "", "", "", "", "月结 45 天", "要求带板送货", "开专票", "总部集采", "付款慢")


def pages(company: Company, spent: Mapping[int, float], dice: Random) -> list[Page]:
    """Return the sheets of the customer list: a team each, and the other contacts."""
    layouts = {"华东": _PLAIN, "华南": _SOUTH, "大客户": _KEY, "渠道": _CHANNEL}
    found = []
    shown = {one for one in company.firms if one.story}
    shown |= {
        firm for one in company.firms if one.twin_of and one.code for firm in (one, one.twin_of)
    }
    for team, heads in layouts.items():
        firms = [one for one in company.firms if one.team == team]
        rows = [_row(one, spent, dice, in_wan=team == "华南") for one in firms]
        for row, one in zip(rows, firms, strict=True):
            row[_CODE] = one.code if one.code and (one in shown or dice.random() > 0.45) else None
        once = [row for row, one in zip(rows, firms, strict=True) if not one.twin_of]
        _spoil(once, rows, team, dice)
        rows.append(
            ["合计", None, *([None] * 14), round(sum(spent.get(f.id, 0) for f in firms), 2)]
        )
        titles = (
            "澄码识别客户资料总表（示例，全部虚构）",
            f"{team}团队   填表：销售内勤   单位：元",
        )
        found.append(Page(team, heads, rows, titles, _GROUPS if team == "华东" else ()))
    return [*found, _other_contacts(company, dice)]


def _row(one: Firm, spent: Mapping[int, float], dice: Random, *, in_wan: bool) -> Row:
    blank = dice.random
    stated: cells.Cell = None
    if one.id in spent:
        amount = round(spent[one.id], 2)
        stated = round(amount / 10_000, 4) if in_wan else cells.money(amount, dice, neat=0.4)
    industry = one.industry if blank() > 0.04 else None
    return [
        cells.wide(one.number) if blank() < 0.02 else one.number,
        one.name, None, industry, one.size if blank() > 0.05 else None,
        _said(one.ownership, _OWNERSHIP, dice),
        one.region, one.province if blank() > 0.3 else one.province[:2],
        one.city + ("市" if blank() < 0.2 else ""),
        one.contact, one.title if blank() > 0.08 else None,
        _phone(one, dice), dice.choice(_TYPES[one.customer_type]), one.owner,
        cells.day(one.first_on, dice, neat=0.5), cells.day(one.last_talk, dice, neat=0.5), stated,
        one.potential, one.outlook, one.renewals, _said(one.channel, _CHANNELS, dice),
        dice.choice(_REMARKS), LAWFUL if one.channel == BOUGHT_IN else None,
    ]  # fmt: skip


def _said(word: str, ways: Mapping[str, Sequence[str]], dice: Random) -> str:
    return dice.choice(ways.get(word, (word,)))


def _phone(one: Firm, dice: Random) -> cells.Cell:
    """Return the phone, left out now and then, but never where two records share it."""
    if not one.twin_of and not one.story and not one.budget and dice.random() < 0.06:
        return None
    return cells.phone(one.phone, dice)


def _spoil(able: list[Row], rows: list[Row], team: str, dice: Random) -> None:
    """Make the cells wrong that nobody can read, and the rows double or nameless."""
    calm = [row for row in able if row[12] in _TYPES["潜在"]]
    wrong = dice.sample(calm, min(9, len(calm)))
    for at, row in enumerate(wrong):
        if at < len(_WRONG_DAYS):
            row[14] = _WRONG_DAYS[at]
        elif row[11]:
            row[11] = str(row[11]).replace(" ", "")[-9:]
    whole = [row for row in calm if row[11] and row not in wrong]
    for row, phone in zip(whole, FALSE if team == "华东" else (), strict=False):
        row[11] = phone
    share = {"华东": 4, "华南": 4, "大客户": 2, "渠道": 5}[team]
    rows += [list(row) for row in dice.sample(rows[:200], share)]
    for row in dice.sample(calm, {"华东": 4, "华南": 3, "大客户": 0, "渠道": 3}[team]):
        rows.append([*row[:10], "仓库主管", *row[11:17], 1 if row[17] != 1 else 2, *row[18:]])
    for _ in range(NAMELESS // 4):
        rows.append([*([None] * 9), person(dice), "采购", *([None] * 10), "展会留的"])


def _other_contacts(company: Company, dice: Random) -> Page:
    """Return further contacts of who buys: more heads, landlines and mail addresses."""
    heads = ("客户编号", "联系人ID", "联系人姓名", "职位", "联系人电话", "电子邮箱", "决策角色")
    roles = ("决策者", "影响者", "使用者", "采购", "把关者")
    rows: list[Row] = []
    for one in company.firms:
        if one.budget < 60_000:
            continue
        at = len(rows) + 1
        code = "0512" if one.region == "华东" else "020" if one.region == "华南" else "010"
        line = f"{code}-2000{dice.randrange(1, 10_000):04d}"
        mail = f"contact{at}@example.com" if dice.random() < 0.8 else "contact at example"
        titles = ("仓库主管", "采购员", "IT 经理", "总经理助理", "质量经理")
        who = (person(dice), dice.choice(titles))
        rows.append([one.number, f"LX{at:04d}", *who, line, mail, dice.choice(roles)])
    return Page("其他联系人", heads, rows)


def supplement(company: Company, dice: Random) -> Page:
    """Return the list somebody kept beside: known customers again, under traditional heads."""
    heads = ("客戶編號", "客戶名稱", "聯繫人", "聯繫電話", "城市", "備註")
    able = [one for one in company.firms if one.budget and not one.story]
    chosen = dice.sample(able, LISTED_AGAIN + LISTED_CHANGED)
    news = ("月結", "要求紙箱", "改簽框架")
    rows: list[Row] = []
    for at, one in enumerate(chosen):
        told = f"補錄：{dice.choice(news)}" if at >= LISTED_AGAIN else None
        phone = cells.phone(one.phone, dice)
        rows.append([one.number, one.name, one.contact, phone, None, told])
    dice.shuffle(rows)
    return Page("補錄", heads, rows, ("客戶補錄表（示例，全部虛構）",))
