"""The name of a person and the title behind it."""

import re
from typing import NamedTuple

from zhike.clean.firm_words import LABEL
from zhike.clean.han import HAN, ROUND, STOPS, without_gaps

DOUBLE = (
    *("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒"),
    *("佐藤", "铃木", "高桥", "田中", "渡边", "伊藤", "山本", "中村", "小林", "加藤"),
    *("吉田", "山田", "山口", "松本", "井上", "木村", "清水", "斋藤", "佐佐木", "金子"),
    *("令狐", "夏侯", "端木", "南宫", "独孤", "轩辕", "宇文", "长孙", "澹台", "濮阳"),
)
_WORK = (
    "销售|采购|市场|营销|技术|财务|人事|人力资源|行政|运营|产品|项目|客户|大客户|区域|大区|高级|资深|首席"
    "|研发|信息|生产|质量|品质|供应链|商务|渠道|业务|客服|售后|设备|工程|法务|品牌|物流|常务|执行|副|总"
)
_RANK = (
    "董事长|董事|总经理|总裁|总监|经理|主管|主任|处长|科长|局长|院长|校长|厂长|店长|部长|组长|队长|所长"
    "|行长|老板|老师|教授|博士|医生|律师|秘书|助理|专员|代表|工程师|会计|出纳|顾问|负责人|先生|女士|小姐"
    "|太太|同学|师傅|财务|采购|销售|书记|[总董工]"
)
TITLE = rf"(?:(?:{_WORK})*(?:{_RANK})|(?i:CEO|CTO|CFO|COO|HR))"
_NOBODY = (
    rf"(?:{TITLE}|联系人|联系人姓名|姓名|客户|保密|某.*|test.*|测试.*|匿名|本人|前台|总机|客服"
    r"|客户本人|家属|佚名|无名氏|不知道|未提供|没留|未留.*|请填写.*|同上|保密.{0,2}|匿名.{0,2}"
    r"|无名.{0,1}|不详|不愿透露|管理员|admin|user\d*|名字|名称"
    r"|(?:公司|单位)?(?:采购|销售|财务|人事|行政|市场|技术|客服|业务|总经办|办公室|前台)?"
    r"[部处科室]?|\d[\d\s-]*|[\W_]+)\Z"
    rf"|.*(?:[*＊●?？○]|{HAN}[x×某]+\Z|\d{{3,}}|[,、/;&]|{HAN}{{2,}}(?:和|与){HAN}{{2,}})"
    r"|\S+@\S+\Z"
)
"""What people write where there is nobody, hides who it is, or names several."""
_MORE_OF_NAME = rf"[{HAN[1:-1]}·]"
_TITLED = re.compile(rf"({_MORE_OF_NAME}{{1,12}}?)[\s,，/-]*\(?({TITLE})\)?")
_ENGLISH_TITLE = re.compile(r"(mr|mrs|ms|miss|dr|prof)\.?\s+(.+)", re.IGNORECASE)
_IS_NOBODY = re.compile(_NOBODY, re.DOTALL)
_IS_TITLE = re.compile(TITLE)
_PLAIN = re.compile(rf"{HAN}{{2,4}}")
_TWO = re.compile(rf"({HAN}{{2,3}})\s({HAN}{{2,3}})")
_LABEL = re.compile(rf"\A{LABEL}")
_SEX = re.compile(r"\s?\([男女]\)\Z")
_DOT = re.compile(rf"({HAN})\s?[•‧∙・･.。]\s?({HAN})")


class PersonName(NamedTuple):
    """The name of one person and the title; both empty for nobody, a mask or several people."""

    name: str = ""
    title: str = ""


def person_name(text: str) -> PersonName:
    """Return the parts of a name in half width and simplified characters."""
    name = _tidied(text)
    if not name or _are_two(text) or _IS_NOBODY.match(name.lower()):
        return PersonName()
    if titled := _TITLED.fullmatch(name):
        return PersonName(titled[1], titled[2])
    if titled := _ENGLISH_TITLE.fullmatch(name):
        return PersonName(titled[2], titled[1])
    return PersonName(name)


def _tidied(text: str) -> str:
    """Return a name without label and sex, foreign names with a point in the middle."""
    if _PLAIN.fullmatch(text):
        return text
    name = without_gaps(text.translate(ROUND).strip())
    name = _SEX.sub("", _LABEL.sub("", name, count=1))
    return _DOT.sub(r"\1·\2", name).strip(STOPS)


def _are_two(text: str) -> bool:
    """Say whether two full names stand side by side; 上官 婉清 and 孙立军 总经理 are one."""
    pair = _TWO.fullmatch(text)
    return bool(pair and not _IS_TITLE.fullmatch(pair[2]) and pair[1] not in DOUBLE)
