"""Complaints, questions, wishes and repairs: 620, of which one topic runs away."""

from datetime import date, datetime, time, timedelta
from random import Random

from zhike.sample import people
from zhike.sample.days import Days, a_day, dice_for
from zhike.sample.rows import Case, Firm
from zhike.sample.stories import courier, traps
from zhike.words.period import Period

# Other topics: cases of the last half year, of the one before, of the fifteen months before.
_STEADY = {
    "产品质量": (34, 35, 84),
    "售后响应": (25, 24, 60),
    "价格异议": (18, 19, 44),
    "安装使用": (27, 26, 66),
    "其他": (5, 5, 14),
}
_KINDS = {
    "产品质量": ("投诉", "报修", "投诉", "报修", "咨询"),
    "售后响应": ("投诉", "投诉", "建议"),
    "价格异议": ("投诉", "咨询", "咨询"),
    "安装使用": ("咨询", "报修", "咨询", "投诉"),
    "其他": ("建议", "咨询"),
}
_TEXTS = {
    "物流时效": (
        "订单显示已发货，{数}天没有动静",
        "换了快递后第{数}次晚到，产线等着用",
        "货到了但少一箱，查不到签收",
        "承诺次日达，实际{数}天",
        "快递不送货上门，仓库自己去提的",
        "外箱破损，标签受潮，延误了出货",
        "催了三次才发，晚了{数}天",
        "物流信息停在中转站{数}天",
    ),
    "产品质量": (
        "标签粘性不够，运输途中掉",
        "碳带打出来有白线",
        "扫描枪识别不了反光码",
        "打印头用了{数}个月就缺针",
        "同一批次颜色深浅不一",
        "采集终端触屏失灵",
    ),
    "售后响应": (
        "报修{数}天没人联系",
        "工程师约了没来",
        "电话打不通，微信半天才回",
        "维修进度没人通知",
    ),
    "价格异议": (
        "同样的碳带别家便宜一成",
        "报价单和合同单价不一致",
        "涨价没有提前通知",
        "希望按年量给返点",
    ),
    "安装使用": (
        "驱动装不上，换了电脑就不打",
        "模板错位，纸张设置不会调",
        "多台终端不同步",
        "想要操作视频",
        "WMS 盘点单导不出来",
    ),
    "其他": ("发票抬头要改", "想更换联系人", "索要资质文件", "建议官网加在线选型"),
}


def invent_cases(firms: list[Firm], days: Days, seed: int) -> list[Case]:
    """Return all cases in order of their opening."""
    dice = dice_for(seed, "cases")
    told = [*_late_parcels(firms, days, dice), *_steady(firms, days, dice)]
    found = [_case(one, days, dice) for one in told]
    found.sort(key=lambda case: (case.opened, case.firm.id))
    return found


Told = tuple[Firm, str, str, date, str]


def _late_parcels(firms: list[Firm], days: Days, dice: Random) -> list[Told]:
    """Return the complaints about parcels: from who tells the story, and a few from others."""
    late = Period(days.courier_change, days.until)
    found: list[Told] = []
    told = [one for one in firms if courier.is_told(one.story)]
    for at, one in enumerate(told):
        found += [_parcel(one, late, dice) for _ in range(courier.PER_BUYER[at % 2])]
    others = [one for one in firms if one.former and one.recent > 1 and not one.story]
    chosen = dice.sample(others, courier.SINGLE + courier.FORMER + courier.OLDER)
    spans = [late] * courier.SINGLE + [days.former] * courier.FORMER + [days.older] * courier.OLDER
    return found + [_parcel(one, span, dice) for one, span in zip(chosen, spans, strict=True)]


def _parcel(one: Firm, span: Period, dice: Random) -> Told:
    return one, "投诉", courier.TOPIC, a_day(dice, span), "较重" if dice.random() < 0.35 else "一般"


def _steady(firms: list[Firm], days: Days, dice: Random) -> list[Told]:
    """Return the cases of the other topics, as many in each half year as before."""
    able = [one for one in firms if one.former or one.older]
    grave = [traps.GRAVE_RECENT, traps.GRAVE_FORMER, traps.GRAVE_OLDER]
    found: list[Told] = []
    for topic, numbers in _STEADY.items():
        for at, (many, span) in enumerate(
            zip(numbers, (days.recent, days.former, days.older), strict=True)
        ):
            for turn in range(many):
                kind = _KINDS[topic][turn % len(_KINDS[topic])]
                is_grave = kind == "投诉" and grave[at] > 0 and topic in ("产品质量", "售后响应")
                grave[at] -= is_grave
                severity = "重大" if is_grave else dice.choices(("一般", "较重"), weights=(8, 2))[0]
                found.append((dice.choice(able), kind, topic, a_day(dice, span), severity))
    return found


def _case(told: Told, days: Days, dice: Random) -> Case:
    one, kind, topic, on, severity = told
    opened = datetime.combine(on, time(dice.randint(8, 17), dice.randrange(60)))
    answered = opened + timedelta(minutes=int(dice.lognormvariate(4.8, 1.1)))
    slow = 2.2 if topic == courier.TOPIC else 1.0
    solved = answered + timedelta(hours=dice.lognormvariate(2.9, 0.9) * slow)
    age = (days.until - on).days
    is_open = solved.date() > days.until or (age < 12 and dice.random() < 0.35)
    state = "已解决" if not is_open else "处理中" if answered.date() <= days.until else "待处理"
    rated = not is_open and dice.random() < 0.7
    mean = 2.3 if kind == "投诉" else 4.1
    return Case(
        firm=one, kind=kind, topic=topic, severity=severity,
        text=dice.choice(_TEXTS[topic]).format(数=dice.randint(2, 7)),
        opened=opened, answered=answered if state != "待处理" else None,
        solved=None if is_open else solved,
        satisfaction=min(max(round(dice.gauss(mean, 0.9)), 1), 5) if rated else None,
        state=state, by=dice.choice(people.SERVICE),
    )  # fmt: skip
