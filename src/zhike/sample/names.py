"""Names that read like firms and people, all invented."""

from random import Random

PLACES = {
    "华东": ("苏州", "上海", "杭州", "南京", "无锡", "宁波", "合肥", "青岛"),
    "华南": ("深圳", "广州", "东莞", "佛山", "珠海"),
    "华北": ("北京", "天津", "石家庄", "太原"),
    "华中": ("武汉", "长沙", "郑州"),
    "西南": ("成都", "重庆", "昆明"),
}
_FIRST = "宏博恒远锐盛嘉瑞泰启联科汇丰鼎信创中天华金立新德正凯"
_SECOND = "远达图辰康洋源腾翔驰铭辉成安峰泽利通邦岳诚和景"
_TRADES = (
    ("精密机械", "通用设备制造业"),
    ("电子科技", "计算机、通信和其他电子设备制造业"),
    ("医药", "医药制造业"),
    ("食品", "食品制造业"),
    ("物流", "道路运输业"),
    ("商贸", "批发业"),
    ("连锁超市", "零售业"),
    ("软件", "软件和信息技术服务业"),
    ("汽车零部件", "汽车制造业"),
    ("服饰", "纺织服装、服饰业"),
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"
_GIVEN = (
    "伟",
    "芳",
    "娜",
    "敏",
    "静",
    "强",
    "磊",
    "洋",
    "艳",
    "勇",
    "军",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
)
TITLES = ("采购总监", "采购经理", "总经理", "仓储经理", "信息部主任", "生产经理")


def firm(dice: Random) -> tuple[str, str, str, str]:
    """Return an invented firm: name, region, city and industry as people write it."""
    region = dice.choices(list(PLACES), weights=(40, 25, 15, 10, 10))[0]
    city = dice.choice(PLACES[region])
    trade, industry = dice.choice(_TRADES)
    core = dice.choice(_FIRST) + dice.choice(_SECOND) + dice.choice(("", "", dice.choice(_SECOND)))
    suffix = dice.choices(("有限公司", "股份有限公司", "（集团）有限公司"), weights=(8, 1, 1))[0]
    return f"{city}{core}{trade}{suffix}", region, city, industry


def person(dice: Random) -> str:
    """Return an invented person's name."""
    return dice.choice(_SURNAMES) + dice.choice(_GIVEN) + dice.choice(("", dice.choice(_GIVEN)))


def phone(dice: Random) -> str:
    """Return a phone of a range no carrier gives out, so that nobody is ever called."""
    return f"1{dice.choice(('40', '41', '54'))}{dice.randrange(10**8):08d}"
