"""Names of firms in their parts: where, what they are called, legal form and branch."""

from functools import cache

import polars as pl

from zhike.clean.matching.places import any_place, code_of_name, place_code, place_prefix

_FORMS = (
    "集团股份有限公司",
    "集团有限公司",
    "有限责任公司",
    "股份有限公司",
    "股份公司",
    "有限公司",
)
SHORT = r"集团公司|有?公[司思斯可]|工司|有限公?|股份|集团"
BRANCH = (
    "分公司|支公司|子公司|分厂|分店|分行|支行|分部|办事处|营业部|门市部|旗舰店|专卖店|服务中心$"
)
LOOSE = rf"(?:(?:PLACE)(?:省|市)?)?(?:第?[一二三四五六七八九十\d]{{1,2}})?(?:{BRANCH})$"
_TRADES = (
    *("科技", "技术", "信息", "网络", "软件", "电子", "电气", "电器", "机械", "机电", "设备"),
    *("仪器", "仪表", "自动化", "智能", "通信", "通讯", "贸易", "商贸", "经贸", "进出口", "实业"),
    *("工业", "制造", "建设", "建筑", "工程", "建材", "装饰", "材料", "新材料", "化工", "能源"),
    *("新能源", "环保", "物流", "运输", "供应链", "食品", "餐饮", "酒店", "农业", "生物", "医药"),
    *("医疗", "医疗器械", "器械", "健康", "教育", "文化", "传媒", "广告", "咨询", "管理", "服务"),
    *("投资", "资本", "金融", "租赁", "置业", "地产", "房地产", "物业", "汽车", "汽配", "纺织"),
    *("服饰", "服装", "家具", "家居", "包装", "印刷", "模具", "五金", "塑料", "塑胶", "钢铁"),
    *("零售", "百货", "超市", "旅游", "体育", "安防", "光电", "半导体", "电力", "水务", "金属"),
)
FILLERS = ("发展", "集团", "控股", "国际", "中国", "股份")  # words that tell firms little apart
BRACKET = r"\(([^()]*)\)"


def firm_parts(folded: pl.Series) -> pl.DataFrame:
    """Return `named`, `core`, `form`, `branch`, `trade`, `brand` of folded names of firms.

    `named` is the place in the name (GB/T 2260), also out of brackets: 华兴(北京)科技有限公司 and
    北京华兴科技有限公司 are alike. `core` is what is left between place and legal form, whose
    spelling may be a character off (有先公司); `form` is 集团 or 公司 where there is one. Notes in
    brackets or behind a dash are left out. `trade` is the line of business at the core's end,
    `brand` what stands before it.
    """
    frame = folded.to_frame().select(_brackets_as_dashes(pl.first()).alias("text"))
    for step in (_bracketed, _unbracketed, _ends, _before, _behind, _in_front, _core, _trade):
        frame = frame.with_columns(step())
    wanted = ("named", "core", "form", "branch", "trade", "brand")
    return frame.select(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in wanted
    )


def _brackets_as_dashes(text: pl.Expr) -> pl.Expr:
    """Return text whose brackets are all round and whose points and quotes are gone."""
    opened = text.str.replace_all(r"[\[{<〈《【〔「『]", "(").str.replace_all(
        r"[\]}>〉》】〕」』]", ")"
    )
    return opened.str.replace_all(r"""["'`“”‘’·•・.。_*#!?]""", "").str.strip_chars(" -,;:/")


def _bracketed() -> list[pl.Expr]:
    """Return what stands in the first and the second bracket."""
    odd = pl.when(pl.col("text").str.contains("(", literal=True)).then("text")
    return [
        odd.str.extract(BRACKET).alias("inside"),
        odd.str.extract(BRACKET + r".*" + BRACKET, 2).alias("inside_too"),
    ]


def _unbracketed() -> list[pl.Expr]:
    """Return `plain` without brackets, and the place that stood in them."""
    inside = [pl.col("inside"), pl.col("inside_too")]
    short = [one.str.replace(r"^中国", "").str.replace(r"(?:省|市)$", "") for one in inside]
    branch = [pl.when(one.str.contains(BRANCH)).then(one) for one in inside]
    bare = pl.col("text").str.replace_all(BRACKET, "").str.replace_all(r"[()]", "")
    noted = pl.when(bare.str.contains(r"[\s/,;|-]") & ~bare.str.contains(BRANCH)).then(bare)
    plain = pl.coalesce(noted.str.replace(note_pattern(), "$1"), bare)
    return [
        (plain.str.replace_all(r"[\s,;:/|-]", "") + pl.coalesce(*branch, pl.lit(""))).alias(
            "plain"
        ),
        pl.coalesce(code_of_name(one) for one in short).alias("placed"),
    ]


def _ends() -> list[pl.Expr]:
    """Return the name without its end, taken as legal form, as branch, as a short form."""
    text = pl.col("plain")
    branchy = pl.when(text.str.contains(BRANCH)).then(text)
    return [
        text.str.replace(rf"(?:{form_pattern()}).*$", "").alias("formed"),
        branchy.str.replace(LOOSE.replace("PLACE", any_place()), "").alias("loose"),
        text.str.replace(rf"(?:{SHORT})$", "").alias("short"),
    ]


def _before() -> pl.Expr:
    """Return what stands before the legal form and the branch."""
    text = pl.col("plain")
    shorter = [_shortened(pl.col(one), text) for one in ("formed", "loose", "short")]
    return pl.coalesce(*shorter, text).alias("before")


def _behind() -> list[pl.Expr]:
    """Return the branch and, where a legal form is written, whether it is a group's."""
    behind = pl.col("plain").str.slice(pl.col("before").str.len_chars())
    group = behind.str.starts_with("集团")
    formed = pl.col("formed") != pl.col("plain")
    return [
        _branch(pl.when(behind.str.contains(BRANCH)).then(behind)).alias("branch"),
        pl.when(group).then(pl.lit("集团")).when(formed).then(pl.lit("公司")).alias("form"),
    ]


def _shortened(short: pl.Expr, text: pl.Expr) -> pl.Expr:
    """Return a text that lost its end but has two characters left, else null."""
    return pl.when((short != text) & (short.str.len_chars() >= 2)).then(short)


def _branch(text: pl.Expr) -> pl.Expr:
    """Return what sets a branch apart: 上海 for 上海市分公司, 分 for one without a name."""
    place = text.str.replace(rf"^(?:{form_pattern()}|公司)", "")
    plain = place.str.replace(rf"(?:省|市)?(?:{BRANCH}).*$", "")
    return plain.replace({"": "分"})


def _in_front() -> list[pl.Expr]:
    """Return `front`, the place a name begins with, and `rest` of the name behind it."""
    return [
        place_code(pl.col("before")).alias("front"),
        pl.col("before").str.replace(place_prefix(), "").alias("rest"),
    ]


def _core() -> list[pl.Expr]:
    """Return core and place; a name that is little more than a place stays whole."""
    enough = pl.col("rest").str.len_chars() >= 2
    return [
        pl.when(enough).then("rest").otherwise("before").alias("core"),
        pl.coalesce("placed", pl.when(enough).then("front")).alias("named"),
    ]


def _trade() -> list[pl.Expr]:
    trade = pl.col("core").str.extract(trade_pattern())
    brand = pl.col("core").str.slice(0, pl.col("core").str.len_chars() - trade.str.len_chars())
    return [
        trade.str.replace_all("|".join(FILLERS), "").alias("trade"),
        pl.when(brand != "").then(brand).otherwise("core").alias("brand"),
    ]


@cache
def form_pattern() -> str:
    """Return the legal forms with one character wrong, missing or doubled."""
    spelled = [*_FORMS]
    for form in _FORMS:
        for at, letter in enumerate(form):
            head, tail = form[:at], form[at + 1 :]
            spelled += [f"{head}{letter}{letter}{tail}", f"{head}{tail}"]
            spelled += [f"{head}.{tail}"] * (at > 0)
    return "|".join(dict.fromkeys(sorted(spelled, key=len, reverse=True)))


@cache
def note_pattern() -> str:
    """Return a whole name, up to legal form or trade, with a note behind a blank or dash."""
    return rf"^(.*(?:公司|厂|店|中心|{_words()}))[\s/,;|-]+[^\s/,;|-].*$"


@cache
def trade_pattern() -> str:
    """Return the lines of business at a core's end as group 1."""
    return rf"((?:{_words()})+)$"


def _words() -> str:
    return "|".join(sorted((*_TRADES, *FILLERS), key=len, reverse=True))
