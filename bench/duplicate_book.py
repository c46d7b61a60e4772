"""A seeded book of invented customers, a tenth of them kept twice, with what makes that hard.

86 % companies, 14 % persons. Duplicates differ as people type: legal form or city left out,
traditional characters, a character alike in sound, wrong, missing or doubled, brackets and
full-width forms, notes, phones with +86, masked, with a wrong digit, changed or missing, another
contact, 王经理, a wrong region, a new name. Beside them what only looks alike: branches, sister
firms of one brand, one owner's two firms, shared switchboards, one name in two cities, a family's
phone.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

import opencc
import polars as pl
from pypinyin import lazy_pinyin

Row = dict[str, Any]
_BRAND = (
    "华兴盛达宏远鑫泰恒信瑞丰嘉德博源天海明辉金龙祥和顺联创新中安康福瑞永昌富强利民光大东方国正"
    "建立亚太环宇世纪星河万通百川千禧长青凯旋伟业卓越智汇云启航飞翔腾跃凌峰峻岭益佳美怡优品尚"
    "纳科维拓展锐捷迅驰骏骋昊晨曦旭阳朗清泽润沐沛霖森林木禾谷田园农夫牧原野草芳华锦绣文彩韵"
    "雅致远景象征程途图腾麒麟凤凰鹏鹰雄狮虎豹铭鼎尊贵皇家御宝玉石磐岩钢铁力量能动感知觉悟"
    "思慧贤良善本善诚敬业勤奋进步升腾起点线面体系统领先锋芒果实惠普及时代理想念心声誉荣耀"
    "欧陆地平原洲岛屿港湾江湖泉溪波涛浪潮汐润雨露霜雪冰晶莹洁净白红橙黄绿蓝紫彤丹朱墨"
)
_CITIES = (
    *(
        [
            "北京",
            "上海",
            "广州",
            "深圳",
            "杭州",
            "南京",
            "苏州",
            "成都",
            "重庆",
            "天津",
            "武汉",
            "西安",
            "青岛",
            "长沙",
            "宁波",
            "郑州",
            "合肥",
            "厦门",
        ]
        * 3
    ),
    *[
        "济南",
        "福州",
        "大连",
        "沈阳",
        "无锡",
        "佛山",
        "东莞",
        "昆明",
        "南昌",
        "石家庄",
        "太原",
        "哈尔滨",
        "长春",
        "南宁",
        "贵阳",
        "兰州",
    ],
    *[
        "温州",
        "常州",
        "泉州",
        "烟台",
        "潍坊",
        "嘉兴",
        "绍兴",
        "金华",
        "台州",
        "徐州",
        "南通",
        "扬州",
        "珠海",
        "中山",
        "惠州",
        "洛阳",
        "绵阳",
    ],
)
_AREA = {"北京": "010", "上海": "021", "广州": "020", "天津": "022", "重庆": "023", "南京": "025"}
_TRADES = [
    "科技",
    "贸易",
    "电子",
    "机械",
    "建材",
    "商贸",
    "信息技术",
    "网络科技",
    "实业",
    "食品",
    "物流",
    "化工",
    "环保科技",
    "医疗器械",
    "服饰",
    "家具",
    "包装",
    "五金",
    "模具",
    "装饰工程",
    "建筑工程",
    "文化传媒",
    "广告",
    "教育咨询",
    "企业管理",
    "投资",
    "餐饮管理",
    "农业科技",
    "生物科技",
    "新能源",
    "新材料",
    "汽车配件",
    "进出口",
    "供应链管理",
    "智能科技",
    "自动化设备",
    "机电设备",
    "仪器仪表",
]
_FORMS = ("有限公司",) * 14 + ("有限责任公司",) * 3 + ("股份有限公司",) * 2 + ("集团有限公司",)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周" * 6
    + "徐孙马朱胡郭何高林罗" * 3
    + "郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文斌志海波宁晨宇浩然子轩欣怡梓涵思雨佳"
    "雪梅婷鹏飞龙凤春秋冬夏云峰林森鑫淼琳琪瑶璐倩颖慧洁莉萍燕玲珍珠翠兴旺发财富贵荣光耀祖德才学义仁礼智"
)
_STREETS = [
    "建国路",
    "人民路",
    "中山路",
    "解放路",
    "科技园路",
    "文化路",
    "工业大道",
    "滨河路",
    "长江路",
    "和平街",
    "新华路",
    "高新路",
]
_TITLES = ("经理", "总", "先生", "女士", "主任", "老师")
_NOTES = ("（老客户）", "-已成交", "（勿重复）", " 重点", "(2023)", "（采购部）")
_MAIL = ("163.com", "qq.com", "126.com", "sina.com", "gmail.com")
_PREFIX = (
    *("130", "131", "135", "136", "137", "138", "139", "150", "151", "158", "159"),
    *("177", "180", "185", "186", "187", "188", "189", "198", "199"),
)
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = [pow(3, at, 31) for at in range(17)]
_TO_TRADITIONAL = opencc.OpenCC("s2t")


@dataclass(frozen=True, slots=True)
class Profile:
    """How hard the book is: `noise` times the chances of every difference."""

    name: str = "usual"
    noise: float = 1.0
    brands: int = len(_BRAND)
    codes: float = 0.35


USUAL = Profile()
HARDER = Profile("harder", noise=1.4, brands=150, codes=0.2)


@dataclass(slots=True)
class Book:
    """The rows; `branches` and `sisters` are pairs of ids that only look like one customer."""

    rows: list[Row] = field(default_factory=list)
    branches: list[tuple[int, int]] = field(default_factory=list)
    sisters: list[tuple[int, int]] = field(default_factory=list)

    def add(self, row: Row, customer: int | None = None) -> int:
        """Keep a row, of a customer of its own unless it is one's duplicate; return its id."""
        at = len(self.rows) + 1
        self.rows.append({**row, "id": at, "customer": at if customer is None else customer})
        return at

    def frame(self) -> pl.DataFrame:
        """Return the rows as a table: id, customer (the truth) and what the team wrote."""
        return pl.DataFrame(self.rows, infer_schema_length=None)


def invented_book(size: int, *, seed: int, profile: Profile = USUAL) -> Book:
    """Return a book of `size` rows."""
    maker = _Maker(Random(seed), profile)
    book, room = Book(), int(size * 0.9)
    while len(book.rows) < room * 0.86:
        maker.company_with_kin(book)
    while len(book.rows) < room:
        maker.person_with_kin(book)
    originals = maker.dice.sample(book.rows, len(book.rows))
    for original in originals:
        if len(book.rows) >= size:
            break
        for _ in range(maker.dice.choices((1, 2, 3), (80, 15, 5))[0]):
            book.add(maker.again(original), original["customer"])
    return book


class _Maker:
    """Rolls customers and their duplicates."""

    def __init__(self, dice: Random, profile: Profile) -> None:
        self.dice, self.profile = dice, profile
        letters = sorted(set(_BRAND))
        dice.shuffle(letters)
        self.letters = letters[: profile.brands]
        self.sounds: dict[str, list[str]] = {}
        for letter, sound in zip(letters, lazy_pinyin("".join(letters)), strict=True):
            self.sounds.setdefault(sound, []).append(letter)
        self.sound_of = {one: sound for sound, ones in self.sounds.items() for one in ones}
        self.lines: list[str] = []

    def luck(self, chance: float) -> bool:
        """Say whether something happens that happens anyway with this chance."""
        return self.dice.random() < chance

    def slip(self, chance: float) -> bool:
        """Say whether a slip happens; the profile makes slips more frequent."""
        return self.dice.random() < min(0.9, chance * self.profile.noise)

    # -- originals

    def company_with_kin(self, book: Book) -> None:
        """Add a company and now and then one that only looks like it."""
        one = self.company()
        at, roll = book.add(one), self.dice.random()
        if roll < 0.03:
            book.branches.append((at, book.add(self.branch(one))))
        elif roll < 0.06:
            book.sisters.append((at, book.add(self.sister(one))))
        elif roll < 0.085:
            shared = {key: one[key] for key in ("contact", "phone")}
            book.add(self.company() | shared | {"city": one["city"]})
        elif roll < 0.095:
            city = self.other_city(one["place"])
            book.add(self.company(parts={**one["parts"], "city": city}))

    def person_with_kin(self, book: Book) -> None:
        """Add a person and now and then one of the family on the same phone."""
        one = self.person()
        book.add(one)
        if self.luck(0.02):
            other = self.person() | {"phone": one["phone"], "city": one["city"]}
            other["name"] = one["name"][0] + other["name"][1:]
            if other["name"] != one["name"]:
                book.add(other)

    def company(self, *, parts: Row | None = None) -> Row:
        dice = self.dice
        parts = parts or {
            "city": dice.choice(_CITIES),
            "brand": "".join(dice.choices(self.letters, k=dice.choices((2, 3), (8, 2))[0])),
            "trade": dice.choice(_TRADES),
            "form": dice.choice(_FORMS),
            "shape": dice.choices(("front", "bracket", "none"), (7, 2, 1))[0],
        }
        return {
            "kind": "organisation",
            "name": written(parts),
            "parts": parts,
            "place": parts["city"],
            "credit_code": self.code() if self.luck(self.profile.codes) else None,
            "phone": self.company_phone(parts["city"]),
            "email": self.mail() if self.luck(0.4) else None,
            "contact": self.human() if self.luck(0.9) else None,
            "city": parts["city"] if self.luck(0.75) else None,
            "address": self.address(parts["city"]) if self.luck(0.3) else None,
        }

    def company_phone(self, city: str) -> str | None:
        """Return a mobile, a landline, both or nothing; some landlines are a whole building's."""
        roll = self.dice.random()
        if roll < 0.08:
            return None
        line = self.landline(city) if roll > 0.68 else None
        mobile = self.mobile() if roll < 0.82 else None
        return "/".join(one for one in (mobile, line) if one)

    def landline(self, city: str) -> str:
        if self.lines and self.luck(0.25):
            return self.dice.choice(self.lines[-40:])
        area = _AREA.get(city) or f"0{_CITIES.index(city) % 60 + 510}"
        number = f"{area}-{self.dice.randint(2, 8)}{self.dice.randrange(10**7):07d}"
        if self.luck(0.1):
            self.lines.append(number)
        return number

    def branch(self, one: Row) -> Row:
        city = self.other_city(one["place"])
        other = self.company() | {"name": f"{one['name']}{city}分公司", "city": city, "place": city}
        other |= {"credit_code": None, "address": None, "parts": one["parts"]}
        shared = ("phone", "contact") if self.luck(0.5) else ("email",)
        return other | {key: one[key] for key in shared}

    def sister(self, one: Row) -> Row:
        trade = self.dice.choice([word for word in _TRADES if word != one["parts"]["trade"]])
        other = self.company(parts={**one["parts"], "trade": trade})
        shared = self.dice.choice((("phone", "contact"), ("phone",), ("contact",), ("email",)))
        return other | {key: one[key] for key in shared}

    def person(self) -> Row:
        city = self.dice.choice(_CITIES)
        return {
            "kind": "person",
            "name": self.human(),
            "parts": None,
            "place": city,
            "credit_code": None,
            "phone": self.mobile() if self.luck(0.85) else None,
            "email": self.mail() if self.luck(0.3) else None,
            "contact": None,
            "city": city if self.luck(0.75) else None,
            "address": self.address(city) if self.luck(0.15) else None,
        }

    def human(self) -> str:
        given = self.dice.choices(_GIVEN, k=self.dice.choices((1, 2), (3, 7))[0])
        return self.dice.choice(_SURNAMES) + "".join(given)

    def mobile(self) -> str:
        return self.dice.choice(_PREFIX) + f"{self.dice.randrange(10**8):08d}"

    def mail(self) -> str:
        name = "".join(self.dice.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=7))
        if self.luck(0.5):
            return f"{name}@{self.dice.choice(_MAIL)}"
        return f"{self.dice.choice(('info', 'sales', name))}@{name}.com"

    def address(self, city: str) -> str:
        return f"{city}市{self.dice.choice(_STREETS)}{self.dice.randint(1, 999)}号"

    def code(self) -> str:
        body = "91" + "009900" + "".join(self.dice.choices(_LETTERS, k=9))
        total = sum(_LETTERS.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True))
        return body + _LETTERS[(31 - total % 31) % 31]

    def other_city(self, city: str) -> str:
        return self.dice.choice([one for one in _CITIES if one != city])

    # -- duplicates

    def again(self, one: Row) -> Row:
        """Return a customer as somebody else typed it."""
        row = dict(one)
        if one["kind"] == "person":
            row["name"] = self.person_again(one["name"])
        else:
            row["name"] = self.company_again(one)
            row["contact"] = self.contact_again(one["contact"])
        row["phone"] = self.phones_again(one)
        if self.slip(0.3):
            row["credit_code"] = None
        row["email"] = None if self.slip(0.3) else self.mail() if self.slip(0.1) else row["email"]
        if self.slip(0.03):
            row["city"] = self.other_city(one["place"])
        elif self.slip(0.15):
            row["city"] = None
        row["address"] = None if self.slip(0.4) else row["address"]
        return row

    def company_again(self, one: Row) -> str:
        if self.slip(0.015):
            return str(self.company()["name"])
        parts = dict(one["parts"])
        tail = one["name"].removeprefix(written(parts))  # a branch's
        if self.slip(0.12):
            parts["brand"] = self.misspelled(parts["brand"])
        if self.slip(0.05):
            parts["form"] = self.misspelled(parts["form"])
        if self.slip(0.35):
            parts["form"] = ""
        if self.slip(0.25):
            parts["shape"] = "none"
        elif self.slip(0.12):
            parts["shape"] = self.dice.choice(("front", "bracket", "end"))
        return self.dressed(written(parts) + tail)

    def dressed(self, name: str) -> str:
        """Return a name in other characters or with a note."""
        if self.slip(0.08):
            name = _TO_TRADITIONAL.convert(name)
        if self.slip(0.06):
            name = name.replace("（", "(").replace("）", ")")
        if self.slip(0.04):
            name = f"{name[:2]} {name[2:]}"
        if self.slip(0.06):
            name += self.dice.choice(_NOTES)
        return name

    def misspelled(self, word: str) -> str:
        """Return a word with one character alike in sound, wrong, missing or doubled."""
        at, roll = self.dice.randrange(len(word)), self.dice.random()
        head, letter, tail = word[:at], word[at], word[at + 1 :]
        if roll < 0.4:
            alike = self.sounds.get(self.sound_of.get(letter, ""), [letter])
            return head + self.dice.choice(alike) + tail
        if roll < 0.65:
            return head + self.dice.choice(self.letters) + tail
        if roll < 0.85 and len(word) > 2:
            return head + tail
        return head + letter * 2 + tail

    def person_again(self, name: str) -> str:
        if self.slip(0.08):
            return name[0] + self.dice.choice(_TITLES)
        if self.slip(0.05):
            name = name[0] + self.dice.choice(_GIVEN) + name[2:]
        return _TO_TRADITIONAL.convert(name) if self.slip(0.05) else name

    def contact_again(self, name: str | None) -> str | None:
        if name is None or self.slip(0.12):
            return self.human() if self.slip(0.6) else None
        return self.person_again(name)

    def phones_again(self, one: Row) -> str | None:
        if not one["phone"]:
            return self.mobile() if self.slip(0.3) else None
        numbers = one["phone"].split("/")
        if len(numbers) > 1 and self.slip(0.3):
            numbers = [self.dice.choice(numbers)]
        told = [self.phone_again(number) for number in numbers]
        return "/".join(number for number in told if number) or None

    def phone_again(self, number: str) -> str | None:
        if self.slip(0.12):
            return None
        if self.slip(0.1):
            return self.mobile()
        if not number.startswith("1"):
            return f"({number[: number.index('-')]}){number[number.index('-') + 1 :]}"
        if self.slip(0.05):
            at = self.dice.randrange(3, 11)
            return (
                number[:at]
                + str((int(number[at]) + self.dice.randint(1, 9)) % 10)
                + number[at + 1 :]
            )
        if self.slip(0.08):
            return f"{number[:3]}****{number[7:]}"
        form = self.dice.choices(("{}", "+86{}", "0086{}", "spaced"), (4, 2, 1, 3))[0]
        return (
            f"{number[:3]} {number[3:7]} {number[7:]}" if form == "spaced" else form.format(number)
        )


def written(parts: Row) -> str:
    """Return a company's name out of its parts."""
    city, brand, trade, form = (parts[key] for key in ("city", "brand", "trade", "form"))
    shapes = {
        "front": f"{city}{brand}{trade}{form}",
        "bracket": f"{brand}（{city}）{trade}{form}",
        "end": f"{brand}{trade}（{city}）{form}",
        "none": f"{brand}{trade}{form}",
    }
    return shapes[parts["shape"]]


def true_pairs(book: Book) -> set[tuple[int, int]]:
    """Return the pairs of ids that are one customer."""
    members: dict[int, list[int]] = {}
    for row in book.rows:
        members.setdefault(row["customer"], []).append(row["id"])
    return {(a, b) for ids in members.values() for at, a in enumerate(ids) for b in ids[at + 1 :]}
