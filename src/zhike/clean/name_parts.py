"""Names of firms and people taken apart: region, core, legal suffix, branch; name and title."""

import re
from functools import cache

import polars as pl

from zhike.clean.cells import fold, read_cells
from zhike.clean.code_tables import table
from zhike.clean.names import simplify
from zhike.clean.region_names import place_words

_BRACKETS = {"〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "（": "(", "）": ")"}
_REMARK = (
    r"\((?:盖章|公章|签章|已注销|注销|已吊销|吊销|已更名|总部|本部|总公司|筹"
    r"|原.*|曾用名.*|自然人独资|国有独资)\)$"
)
_STOPS = r"^[\s,.;:、。'\"“”]+|[\s,;:、。'\"“”]+$"
_MADE_UP = (
    r"(?i)^(?:[x×某]+.{0,2}(?:公司|集团|企业)?|x+有限公司|某.*|(?:test|demo|abc|asdf)\w*|测试.*|示例.*|个人|散客|客户|\d+|[\W_]+"
    r"|#.*|公司|有限公司|有限责任公司|股份有限公司|集团|企业|单位|(?:请填写)?(?:公司|客户|单位|企业)名称|分公司|集团有限公司|(?:没有?|无)(?:公司|单位|名称)"
    r"|新客户|同上|自由职业|保密.{0,2}|匿名.{0,2}|见附件|详见.*|已删除|已注销|请填写.*)$"
)
_FORM = (
    r"(?:集团|控股集团)?(?:股份有限|有限责任|有限|股份|责任)公[司可]|集团公司|总公司|公司|集团"
    r"|(?:会计师|律师|税务师|审计师|建筑师|评估师)?事务所(?:\((?:特殊)?普通合伙\))?|(?:合伙企业)?\((?:有限|普通)合伙\)"
    r"|合伙企业|(?:农民)?专业合作(?:联)?社|株式会社|\(?个体工商户\)?"
)
_BRANCH = (
    r"[^()]*?(?:分公司|子公司|办事处|代表处|联络处|支公司|营业部|分行|支行|分所|分院|分校|分部|分厂|分店|经营部|门市部|项目部|服务部"
    r"|销售部|采购部|事业部|[^()]{1,8}[店厂]|研究院|研发中心|[^()]{1,8}(?:部|中心|工厂|车间|基地|仓库|大区)|驻[^()]{1,4}办)"
)
_SPLIT = rf"^(.+?)({_FORM})(?:[-—\s]*\(?({_BRANCH})\)?)?$"
_SHORT_BRANCH = r"^(.+?)[-—\s]*\(?([^()]{0,8}(?:分公司|办事处|分行|支行|分所|分店))\)?$"
_ENGLISH = (
    r"(?i)^(.+?)[,\s]+((?:l\.l\.c|co\.?,?\s?,?\s?ltd|company limited|pte\.?,?\s?ltd|pvt\.?\s?ltd"
    r"|pty\.?\s?ltd|limited|ltd|incorporated|inc|corporation|corp|llc|llp|gmbh|plc|ag|b\.?v|s\.?a|s\.?r\.?l|k\.?k|s\.?p\.?a"
    r"|n\.?v|sdn\.?\s?bhd|kg|oy|ab|co)\.?)$"
)
_STREET = r"^(?:[东西南北中]?路|[东西南北]?街|大道|大街)"
_TITLE = (
    r"(?:(?:销售|采购|市场|营销|技术|财务|人事|人力资源|行政|运营|产品|项目|客户|大客户|区域|大区|高级|资深|首席|研发|信息|生产|质量|品质"
    r"|供应链|商务|渠道|业务|客服|售后|设备|工程|法务|品牌|物流|常务|执行|副|总)*"
    r"(?:董事长|董事|总经理|总裁|总监|经理|主管|主任|处长|科长|局长|院长|校长|厂长|店长|部长|组长|队长|所长|行长|老板|老师|教授|博士|医生|律师|秘书"
    r"|助理|专员|代表|工程师|会计|出纳|顾问|负责人|先生|女士|小姐|太太|同学|师傅|财务|采购|销售|书记|[总董工])|CEO|CTO|CFO|COO|HR)"
)
_TITLED = rf"(?i)^([\p{{Han}}·]{{1,12}}?)[\s,，/-]*\(?({_TITLE})\)?$"
_ENGLISH_TITLE = r"(?i)^(mr|mrs|ms|miss|dr|prof)\.?\s+(.+)$"
_NOBODY = (
    rf"(?i)^(?:{_TITLE}|联系人|联系人姓名|姓名|客户|保密|某.*|test.*|测试.*|匿名|本人|前台|总机|客服"
    r"|客户本人|家属|佚名|无名氏|不知道|未提供|没留|未留.*|请填写.*|同上|保密.{0,2}|匿名.{0,2}|无名.{0,1}|不详|不愿透露|管理员|admin|user\d*|名字|名称"
    r"|(?:公司|单位)?(?:采购|销售|财务|人事|行政|市场|技术|客服|业务|总经办|办公室|前台)[部处科室]?"
    r"|\d[\d\s-]*|[\W_]+)$|[*＊●?？○]|\p{Han}[x×某]+$|\d{3,}|[,、/;&]|\p{Han}{2,}(?:和|与)\p{Han}{2,}"
)
_ZONE = r"(?:(?:工业园|经济(?:技术)?开发|高新(?:技术)?(?:产业)?(?:开发)?|(?:综合)?保税|出口加工)区)"
_TOWN = r"\p{Han}{1,2}[\p{Han}--小古名重]镇"
_PERSON_BEHIND = rf"(公司|集团|厂|店)\s+\p{{Han}}{{1,4}}(?:{_TITLE})$"
_MAIL = r"^\S+@\S+$"
_DOT = r"(\p{Han})\s?[•‧∙・･.。]\s?(\p{Han})"
_LABEL = r"^(?:公司名称|客户名称|单位名称|企业名称|客户|公司|单位|甲方|乙方|联系人|姓名)\s?:\s?"
_SEX = r"\s?\([男女]\)$"
_DOUBLE_SURNAMES = (
    *("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒"),
    *("佐藤", "铃木", "高桥", "田中", "渡边", "伊藤", "山本", "中村", "小林", "加藤"),
    *("吉田", "山田", "山口", "松本", "井上", "木村", "清水", "斋藤", "佐佐木", "金子"),
    *("令狐", "夏侯", "端木", "南宫", "独孤", "轩辕", "宇文", "长孙", "澹台", "濮阳"),
)
PARTS = ("region", "core", "suffix", "branch")


def company_parts(column: pl.Series) -> pl.DataFrame:
    """Return region, core, suffix and branch of firms' names; all empty where there is no name.

    In simplified characters and half width; the place is without 省, 市, 区, 县 and peoples' names.
    """
    text = _plain(column).str.replace(_REMARK, "").str.replace_all(_STOPS, "")
    text = text.str.replace("(集团)", "集团", literal=True)
    frame = pl.DataFrame({"text": text}).with_columns(
        _made=pl.col("text").str.contains(_MADE_UP).fill_null(value=True)
    )
    cut = pl.col("text").str.extract_groups(_SPLIT).struct
    short = pl.col("text").str.extract_groups(_SHORT_BRANCH).struct
    english = pl.col("text").str.extract_groups(_ENGLISH).struct
    frame = frame.with_columns(
        stem=pl.coalesce(english.field("1"), cut.field("1"), short.field("1"), "text"),
        suffix=pl.coalesce(english.field("2"), cut.field("2"), pl.lit("")),
        branch=pl.when(english.field("1").is_null()).then(
            pl.coalesce(cut.field("3"), pl.when(cut.field("1").is_null()).then(short.field("2")))
        ),
    )
    read = frame.with_columns(**_region_and_core())
    empty = pl.col("_made") | (pl.col("core") == "")
    return read.select(
        pl.when(empty).then(pl.lit("")).otherwise(pl.col(part).fill_null("")).alias(part)
        for part in PARTS
    )


def person_parts(column: pl.Series) -> pl.DataFrame:
    """Return the name and the title of people; both empty for masks, titles alone and several."""
    text = _plain(column).str.replace(_SEX, "").str.replace_all(_DOT, "$1·$2")
    text = text.str.replace_all(_STOPS, "")
    frame = pl.DataFrame({"text": text})
    titled = pl.col("text").str.extract_groups(_TITLED).struct
    english = pl.col("text").str.extract_groups(_ENGLISH_TITLE).struct
    two = pl.lit(_two_people(column))
    nobody = two | pl.col("text").str.contains(f"{_NOBODY}|{_MAIL}").fill_null(value=True)
    name = pl.coalesce(titled.field("1"), english.field("2"), "text")
    title = pl.coalesce(titled.field("2"), english.field("1"), pl.lit(""))
    return frame.select(
        name=pl.when(nobody).then(pl.lit("")).otherwise(name),
        title=pl.when(nobody).then(pl.lit("")).otherwise(title),
    )


def _two_people(column: pl.Series) -> pl.Series:
    """Say where two full names stand side by side; 上官 婉清 and 孙立军 总经理 are one."""
    text = read_cells(column)["text"].rename("text")
    pair = pl.col("text").str.extract_groups(r"^(\p{Han}{2,3})\s(\p{Han}{2,3})$").struct
    titled = pair.field("2").str.contains(rf"^{_TITLE}$")
    double = pair.field("1").is_in(_DOUBLE_SURNAMES)
    return text.to_frame().select((~titled & ~double).fill_null(value=False)).to_series()


def _plain(column: pl.Series) -> pl.Series:
    """Return names folded and simplified, without blanks between Chinese characters."""
    text = simplify(read_cells(column)["text"]).rename("text")
    folded = fold(pl.col("text").str.replace_many(_BRACKETS)).str.replace(_PERSON_BEHIND, "$1")
    plain = folded.str.replace_all(r"([\p{Han}·)])\s+", "$1").str.replace_all(
        r"\s+([\p{Han}(])", "$1"
    )
    han = pl.when(folded.str.contains(r"\p{Han}")).then(plain).otherwise(folded)
    return text.to_frame().select(han.str.replace(_LABEL, "")).to_series()


def _region_and_core() -> dict[str, pl.Expr]:
    """Return the place in brackets or in front of the stem, and the stem without it."""
    stem = pl.col("stem")
    letters = stem.str.extract(r"\(([A-Za-z][A-Za-z ]+)\)")
    inside = pl.coalesce(stem.str.extract(_in_brackets(), 1), letters)
    front = pl.coalesce(stem.str.extract(_in_front(), 1), stem.str.extract(_letters_in_front(), 1))
    rest = stem.str.replace(_in_front(), "").str.replace(_letters_in_front(), "")
    street = rest.str.contains(_STREET) | (rest.str.len_chars() < 2)
    in_front = pl.when(~street).then(front)
    bracket = r"\s?\((?:" + "|".join([r"[A-Za-z ]+", _words()]) + r")+\)\s?"
    unplaced = pl.when(in_front.is_not_null()).then(rest).otherwise(stem)
    core = pl.when(inside.is_not_null()).then(stem.str.replace(bracket, "")).otherwise(unplaced)
    return {
        "region": _shortened(pl.coalesce(inside, in_front, pl.lit(""))),
        "core": core,
    }


def _shortened(places: pl.Expr) -> pl.Expr:
    words = place_words()
    short = places.str.replace_many(list(words), list(words.values()), leftmost=True)
    return short.str.replace(r"([^德])镇$", "$1")  # 景德镇 is a city


@cache
def _words() -> str:
    return "|".join(re.escape(word) for word in place_words())


@cache
def _in_brackets() -> str:
    return rf"\(((?:{_words()})+)\)"


@cache
def _in_front() -> str:
    return rf"^((?:{_words()})+(?:{_TOWN})?){_ZONE}?"


@cache
def _letters_in_front() -> str:
    words = sorted({row["letters"] for row in table("gb2260_letters")}, key=len, reverse=True)
    return rf"(?i)^({'|'.join(['china', 'hong kong', 'inner mongolia', *words])})\s+"
