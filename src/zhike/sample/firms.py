"""The customers: names that read like firms, places, people and phones, all invented."""

from dataclasses import dataclass
from random import Random

from zhike.sample.credit_codes import credit_code

PLACES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "华东": (
        ("江苏省", "苏州", "0512"), ("江苏省", "无锡", "0510"), ("江苏省", "常州", "0519"),
        ("江苏省", "南京", "025"), ("上海市", "上海", "021"), ("浙江省", "杭州", "0571"),
        ("浙江省", "宁波", "0574"), ("浙江省", "嘉兴", "0573"), ("安徽省", "合肥", "0551"),
        ("山东省", "青岛", "0532"),
    ),
    "华南": (
        ("广东省", "深圳", "0755"), ("广东省", "广州", "020"), ("广东省", "东莞", "0769"),
        ("广东省", "佛山", "0757"), ("广东省", "惠州", "0752"), ("广东省", "中山", "0760"),
    ),
    "华北": (("北京市", "北京", "010"), ("天津市", "天津", "022"), ("河北省", "石家庄", "0311")),
    "华中": (("湖北省", "武汉", "027"), ("湖南省", "长沙", "0731"), ("河南省", "郑州", "0371")),
    "西南": (("四川省", "成都", "028"), ("重庆市", "重庆", "023"), ("云南省", "昆明", "0871")),
}  # fmt: skip

_FIRST = "澜峦岚晟昱煦灏沄泓漪瀚骏骁翊翎钰铎铄锐璟瑄璞琨珩玥楷枫柏梓榆槿苒蔚芃荟景彦"
_SECOND = "衡度启越和兆源诺恩微格策泽舟川岳原野禾途程羽序腾驰润翔凌成邦朗科森隆"
_THIRD = "达特斯尔克瑞"


@dataclass(frozen=True, slots=True)
class Trade:
    """What a firm does, as its name, its industry and its customers' habits say it."""

    name: str
    industry: str
    weight: int
    makes: str


TRADES = (
    Trade("精密机械", "通用设备制造业", 10, "数控零件"),
    Trade("自动化设备", "专用设备制造业", 8, "装配线"),
    Trade("电子科技", "计算机、通信和其他电子设备制造业", 12, "线路板"),
    Trade("电气", "电气机械和器材制造业", 8, "开关柜"),
    Trade("汽车零部件", "汽车制造业", 8, "内饰件"),
    Trade("医疗器械", "专用设备制造业", 6, "一次性耗材"),
    Trade("生物医药", "医药制造业", 6, "原料药"),
    Trade("食品", "食品制造业", 7, "休闲食品"),
    Trade("新材料", "化学原料和化学制品制造业", 5, "胶粘剂"),
    Trade("包装", "造纸和纸制品业", 5, "彩盒"),
    Trade("服饰", "纺织服装、服饰业", 5, "针织衫"),
    Trade("供应链管理", "多式联运和运输代理业", 7, "仓配"),
    Trade("物流", "道路运输业", 6, "零担"),
    Trade("仓储服务", "装卸搬运和仓储业", 4, "云仓"),
    Trade("商贸", "批发业", 8, "五金"),
    Trade("连锁超市", "零售业", 4, "生鲜"),
    Trade("网络科技", "软件和信息技术服务业", 5, "电商"),
    Trade("信息技术", "软件和信息技术服务业", 4, "系统集成"),
)
_SUFFIXES = (
    *["有限公司"] * 14,
    "股份有限公司",
    "股份有限公司",
    "有限责任公司",
    "有限责任公司",
    "集团有限公司",
)
SIZES = ("20-50人", "50-100人", "100-300人", "300-500人", "500-1000人", "1000人以上")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    "伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超",
    "建国", "志强", "海燕", "晓东", "文博", "丽华", "国平", "雅琴", "思远", "佩玲", "立新", "春梅",
    "子轩", "雨晴", "振宇", "秀兰", "俊峰", "慧敏", "永康", "红霞",
)  # fmt: skip
TITLES = (
    "采购总监", "采购经理", "总经理", "仓储经理", "信息部主任", "生产经理", "物流主管", "采购员",
)  # fmt: skip
_NETWORKS = ("190", "191", "192", "193", "195", "196", "197", "198", "199")


class Registry:
    """Gives names, phones and codes that nobody else in the book has."""

    def __init__(self, dice: Random) -> None:
        """Shuffle the stock once; what was given is not given again."""
        self.dice = dice
        short = [a + b for a in _FIRST for b in _SECOND]
        self.stock = short + [one + dice.choice(_THIRD) for one in short]
        dice.shuffle(self.stock)
        self.phones: set[str] = set()
        self.codes: set[str] = set()

    def trading_name(self) -> str:
        """Return a 字号 of two or three characters that no other firm bears."""
        return self.stock.pop()

    def firm_name(self, city: str, trade: Trade) -> str:
        """Return a full name: city, 字号, trade and suffix."""
        own, suffix = self.trading_name(), self.dice.choice(_SUFFIXES)
        shape = self.dice.random()
        if shape < 0.12:
            return f"{own}{trade.name}（{city}）{suffix}"
        return f"{city}{'市' if shape > 0.9 else ''}{own}{trade.name}{suffix}"

    def mobile(self) -> str:
        """Return a mobile number of a block that looks as if nobody was given it."""
        while True:
            number = f"{self.dice.choice(_NETWORKS)}0000{self.dice.randrange(1, 10_000):04d}"
            if number not in self.phones:
                self.phones.add(number)
                return number

    def credit_code(self) -> str:
        """Return a 统一社会信用代码 with a right check digit."""
        while True:
            code = credit_code(self.dice)
            if code not in self.codes:
                self.codes.add(code)
                return code


def person(dice: Random) -> str:
    """Return an invented person's name."""
    return dice.choice(_SURNAMES) + dice.choice(_GIVEN)


def place(dice: Random, region: str) -> tuple[str, str, str]:
    """Return province, city and area code; the first cities of a region are the likelier."""
    cities = PLACES[region]
    return dice.choices(cities, weights=range(len(cities) + 2, 2, -1))[0]


def trade(dice: Random) -> Trade:
    """Return a trade."""
    return dice.choices(TRADES, weights=[one.weight for one in TRADES])[0]


def size_for(dice: Random, budget: float) -> str:
    """Return a size in people that goes with what a firm spends in a year."""
    centre = sum(budget >= step for step in (30_000, 100_000, 400_000, 1_000_000, 3_000_000))
    at = min(max(centre + dice.choice((-1, 0, 0, 1)), 0), len(SIZES) - 1)
    if dice.random() < 0.25:
        return "大客户" if at >= 4 else "中小企业"
    return SIZES[at]
