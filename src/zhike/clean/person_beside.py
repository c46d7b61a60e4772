"""Whose a phone number is, where the same cell says it: 张三 13912345678, 张经理：0571-88881234."""

import re
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from zhike.clean.han import HAN
from zhike.clean.names import simplify_text
from zhike.clean.no_firm import is_no_firm
from zhike.clean.person_name import DOUBLE, SURNAMES, person_name
from zhike.clean.phone_doubt import DOUBT

RULE = "S3-07.person"
_EXTENSION = r"(?: ?(?:转|分机|EXT\.?|#|X) ?:?[0-9]{1,6})"
_NUMBER = re.compile(
    rf"[(+]{{0,2}}[0-9][0-9 ()*●•.-]{{5,}}[0-9]{_EXTENSION}?(?![0-9])", re.IGNORECASE
)
_SAYS_SOMETHING = re.compile(rf"{HAN}")
LABEL = (
    "(?:办公|公司|单位|家庭|个人|移动|固定|联系|业务|商务|工作|私人|微信)?"
    r"(?:电话|手机|座机|固话|热线|方式)(?:号码?)?|号码|(?:紧急)?联[系络]人|姓名|微信同号|同微信|微信|同号"
)
"""What says of a number that it is one, in patterns of Python and of Polars."""
_LABEL = re.compile(rf"{LABEL}|TEL|PHONE|MOBILE|MOB|CELL|☎|📞|📱", re.IGNORECASE)
_MARKS = " \t,，.、:：;；/\\|_—–-~+&\"'“”"
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|【\s*】|\A[\s)\]】]+|[\s(\[【]+\Z")
_BRACKETED = re.compile(r"\([^()]*\)|【[^【】]*】")
_OFFICE = re.compile(rf"{HAN}{{1,8}}[部科室组处办司店厂]")
_BETWEEN = re.compile(r"[\s、,/;|和与及&+]+")
_RARER = (
    "阮柯欧屈温詹庄耿涂邢翟鲍费卞闵柳蓝蒲骆裴聂甘柏俞盛游殷颜梅岳齐纪康倪施牛洪焦樊尤凌霍宁辛"
    "卓翁荆舒冉阎项祝闻"
)
_ANY = SURNAMES + _RARER
_FULL_NAME = re.compile(
    rf"[{_ANY}]{HAN}{{1,2}}|(?:{'|'.join(DOUBLE)}){HAN}{{1,2}}|[小老阿][{_ANY}]"
)
_NO_PERSON = re.compile(
    "周[一二三四五六日末边围].*|任[何意职].*|马[上路].*|石[油材化].*|金[融属].*|[白夏]天.*|白[班色酒].*"
    "|高[管层级端新].*|顾[客问].*|严禁.*|陈列.*|史料.*|钱款.*|田地.*|万一.*|方[便面案向式].*|贺电.*|毛[料坯].*"
    "|林[业场].*|黄[色金页].*|程[序控].*|谢谢.*|许可.*|曾[用经].*|董事.*|于是.*|杜绝.*|付[款费].*|范围.*|陆[续地].*"
    "|余[额下].*|江[边北南东].*|康复.*|温度.*|费用.*|游客.*|施工.*|齐全.*|甘油.*|项目.*|苏北.*|龙头.*|武装.*"
    "|.+[店厂部室司街办组号机话线院校所站台库村镇县市省班课处科队转]"
)
_NOT_A_SURNAME = "老小大男女某本各该前新总"


class Beside(NamedTuple):
    """The person and the number of one cell, and whether it names `several` people."""

    name: str = ""
    title: str = ""
    number: str = ""
    several: bool = False


NOBODY = Beside()


def person_beside(text: str, *, in_names: bool = False) -> Beside:
    """Return who is named beside a number in a cell, and the number alone.

    Where words may be no name (方便, 周末, 前台), cast doubt on the number or name several people,
    nobody is. A name in full is told without its title; a surname keeps it: 张经理. In a column of
    names (`in_names`) any name of a person is one, as it is written.
    """
    if text.isascii():
        return NOBODY
    text = normalize("NFKC", text)
    numbers = list(_NUMBER.finditer(text))
    if not numbers or not _SAYS_SOMETHING.search(text):
        return NOBODY
    start, end = numbers[0].start(), numbers[-1].end()
    gaps = (text[one.end() : other.start()] for one, other in pairwise(numbers))
    said = [bare for piece in (text[:start], *gaps, text[end:]) if (bare := _bare(piece))]
    named = _named(_without_office(said[0]), in_names=in_names) if len(said) == 1 else None
    if named:
        doubtful = DOUBT.search(text.replace(named.name, "", 1))
        return NOBODY if doubtful else named._replace(number=_number(text[start:end]))
    alone = (one for piece in said for one in _BETWEEN.split(piece))
    return Beside(several=sum(bool(_named(one, in_names=in_names)) for one in alone) > 1)


def _number(text: str) -> str:
    """Return a number without the bracket it stands in: (13912345678, but not (021)69995778."""
    return text.lstrip("(") if ")" not in text else text


def _without_office(piece: str) -> str:
    """Return the words without the department before a name: 采购部 李经理."""
    first, _, rest = piece.partition(" ")
    return rest if _OFFICE.fullmatch(first) else piece


def _bare(piece: str) -> str:
    """Return what words beside a number say besides that it is one."""
    if not piece.strip(_MARKS):
        return ""
    text = _EMPTY.sub(" ", _LABEL.sub(" ", piece)).strip(_MARKS)
    return text[1:-1].strip(_MARKS) if _BRACKETED.fullmatch(text) else text


def _named(piece: str, *, in_names: bool) -> Beside | None:
    """Return the person a text names beyond doubt, without a number."""
    simple = simplify_text(piece) if piece else ""
    name, title = person_name(simple)
    if not name or DOUBT.search(title) or not (in_names or _is_person(name, title)):
        return None
    if in_names:  # kept as it is written, like all names
        return Beside(piece)
    if len(name) > 1 and simple.startswith(name):
        return Beside(piece[: len(name)], title)
    return Beside(piece[-len(name) :], title) if simple.endswith(name) else Beside(piece)


def _is_person(name: str, title: str) -> bool:
    if len(name) == 1:
        return bool(title) and name not in _NOT_A_SURNAME
    if not _FULL_NAME.fullmatch(name) or is_no_firm(name):
        return False
    return bool(title) or not _NO_PERSON.fullmatch(name)
