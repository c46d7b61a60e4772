"""What customers need, and where competitors were met."""

from datetime import timedelta
from random import Random

from zhike.sample.days import Days, dice_for
from zhike.sample.rows import Demand, Firm, Rival

DEMANDS, RIVALS = 720, 260
_TOPICS = {
    "仓储系统升级": ("库存账实不符，盘点要停工两天", "波次拣货、多仓调拨", "用 WMS 管住出入库"),
    "多终端同步": ("仓库和门店各记各的", "手机、终端、电脑同一份库存", "所有终端看到同一个数"),
    "物流时效": ("到货不准，产线停过", "到货预告、在途跟踪", "48 小时内到货"),
    "一物一码追溯": ("召回时找不到批次", "赋码、扫码入库、批次查询", "每件产品能查到批次"),
    "标签耐久": ("标签遇酒精掉字", "耐溶剂、耐高温材质", "标签用三年不掉"),
    "产线自动贴标": ("人工贴标跟不上节拍", "固定扫码、自动剥离", "每分钟 40 件"),
    "设备维保": ("打印头坏了停线半天", "备机、4 小时到场", "停机不超过半天"),
    "打印成本": ("碳带用得太快", "长寿命碳带、用量统计", "单张成本降一成"),
}
_DECIDERS = (
    "采购总监",
    "总经理、采购",
    "信息部、仓储",
    "生产经理、质量",
    "老板一人",
    "采购、财务、信息部",
)
_RIVALS = (
    ("码捷通", "MJ-300 打印机"),
    ("标迅达", "通用碳带"),
    ("印联", "工业机"),
    ("优扫", "无线枪"),
)
_STATES = ("待跟进", "已满足", "已关闭")
_MET = (
    "客户在用他家样机",
    "报价单被客户转给我们看",
    "展会上看到客户和对方谈",
    "对方送了一箱耗材试用",
    "对方承诺 24 小时到货",
    "客户说对方账期 90 天",
    "招标里遇到，对方技术分低",
)


def invent_demands(firms: list[Firm], days: Days, seed: int) -> list[Demand]:
    """Return the demands in order of the day they were raised."""
    dice = dice_for(seed, "demands")
    able = [one for one in firms if one.customer_type in ("意向", "成交", "潜在")]
    weights = [{"意向": 4, "成交": 2, "潜在": 1}[one.customer_type] for one in able]
    found = [_demand(one, days, dice) for one in dice.choices(able, weights=weights, k=DEMANDS)]
    found.sort(key=lambda demand: (demand.on, demand.firm.id))
    return found


def _demand(one: Firm, days: Days, dice: Random) -> Demand:
    topic = dice.choices(list(_TOPICS), weights=(20, 18, 10, 14, 9, 9, 12, 8))[0]
    pain, features, need = _TOPICS[topic]
    start = min(max(one.first_on, days.whole.start), days.until)
    on = start + timedelta(days=dice.randrange((days.until - start).days + 1))
    is_old = (days.until - on).days > 120
    budget = round(dice.choice((2, 3, 5, 8, 12, 20, 30, 60)) * 10_000 * dice.uniform(0.9, 1.1), -3)
    return Demand(
        firm=one,
        on=on,
        topic=topic,
        need=need,
        pain=pain,
        budget=budget if dice.random() < 0.6 else None,
        features=features,
        deciders=dice.choice(_DECIDERS),
        needed_by=on + timedelta(days=dice.randrange(20, 200)) if dice.random() < 0.5 else None,
        urgency=dice.choices(("紧急", "一般", "长期"), weights=(2, 5, 3))[0],
        state=dice.choices(_STATES, weights=(2, 5, 3) if is_old else (8, 1, 1))[0],
    )


def invent_rivals(firms: list[Firm], days: Days, seed: int) -> list[Rival]:
    """Return the contacts with competitors; who gets late parcels meets them more often."""
    dice = dice_for(seed, "rivals")
    able = [one for one in firms if one.customer_type in ("意向", "成交", "流失")]
    weights = [5 if one.story.startswith("快递") else 1 for one in able]
    found = [_rival(one, days, dice) for one in dice.choices(able, weights=weights, k=RIVALS)]
    found.sort(key=lambda rival: (rival.on, rival.firm.id))
    return found


def _rival(one: Firm, days: Days, dice: Random) -> Rival:
    start = min(max(one.first_on, days.older.start), days.until)
    if one.story.startswith("快递"):
        start = days.courier_change
    on = start + timedelta(days=dice.randrange((days.until - start).days + 1))
    who, product = dice.choice(_RIVALS)
    quote = round(dice.uniform(0.3, 6) * 10_000, -2) if dice.random() < 0.6 else None
    return Rival(one, on, who, product, quote, dice.choice(_MET), one.owner)
