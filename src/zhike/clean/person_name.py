"""The name of a person and the title behind it."""

import re
from typing import NamedTuple

from zhike.clean.han import HAN, ROUND, STOPS, without_gaps
from zhike.clean.name_cell import bare_name
from zhike.clean.no_name import is_no_name
from zhike.clean.titles import Behind, titles

DOUBLE = (
    *("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒"),
    *("佐藤", "铃木", "高桥", "田中", "渡边", "伊藤", "山本", "中村", "小林", "加藤"),
    *("吉田", "山田", "山口", "松本", "井上", "木村", "清水", "斋藤", "佐佐木", "金子"),
    *("令狐", "夏侯", "端木", "南宫", "独孤", "轩辕", "宇文", "长孙", "澹台", "濮阳"),
)
_WORK = (
    "销售|采购|市场|营销|技术|财务|人事|人力资源?|行政|运营|产品|项目|客户|大客户|区域|大区"
    "|高级|中级|初级|资深|首席"
    "|研发|信息|生产|质量|品质|供应链|商务|渠道|业务|客服|售后|设备|工程|法务|品牌|物流|常务"
    "|执行|副|总|总账|代"
    "|IT|AI|电商|新媒体|总经理|董事长|总裁|董事会|办公室|车间|仓[储库]|片区|分公司"
    "|[东西南北中]区|华[东南北中]区?"
    "|[东西]北区?|西南区?|信息中心|现场|安全|招商|投资|战略|政企|培训|护士|主治|主任|联合|法定"
    "|部|中心|事业部"
)
_RANK = titles(Behind.NAME)
_IN_CAPITALS = "C[EFOTIMHDSP]O|VP|SVP|EVP|GM|PM|HR|HRD|HRBP|HRM|MD|BD|IT"
TITLE = rf"(?:(?:{_WORK})*(?:{_RANK})(?:兼(?:{_WORK})*(?:{_RANK}))?|(?i:{_IN_CAPITALS}))"
_KINDLY = titles(Behind.SURNAME)
_TITLE_IN_LETTERS = (
    r"(?:[A-Za-z&.]+ ){0,3}(?:C[A-Z]O|S?VP|GM|manager|director|president|engineer|officer"
    r"|founder|partner|sales"
    r"|purchaser|buyer|assistant|secretary|supervisor|consultant|specialist|executive|head"
    r"|chairman|accountant"
    r"|designer|analyst|representative|owner)"
)
_KIN = (
    "妈妈|爸爸|[父母]亲|老[婆公]|爱人|[妻儿]子|女儿|丈夫|配偶|家[人属长]|亲戚|朋友|同[事学]"
    "|领导|老板娘|老总|[美]女|帅哥|大[哥姐]"
    "|阿姨|叔叔|先生女士|[男女]士?|本人|自己|佚名|无名氏?|宝妈"
)
_ROLE = (
    "(?:联系|收[件货]|经办|负责|对接|法定代表|代理|法|委托|受托|介绍|推荐|投保|被保险|担保"
    "|开票|紧急联系|当事|第三)人|[业服]务员"
    "|采购员|销售员|店员|门卫|保安|值班人?员?|接待人?员?|工作人员|[相有]关人员|(?:系统)?管理员"
    "|系统|前台|总机|热线|电话|手机|微信|邮箱"
    "|administrator|admin|user|manager|sales|purchasing|reception|director|mr|ms|mrs|miss|dr"
    "|sir|madam"
)
_OFFICE = "办公|值班|综合|总务|后勤|基建|招标|企划|总经|档案|公司|单位|客户"
_DEPARTMENT = rf"(?:{_WORK}|{_OFFICE})+(?:部门?|[处科室组办]|中心|办公室|热线|电话)?"
_NOBODY = (
    rf"(?:{TITLE}|{_KIN}|无人|老总|总经办|未知性别|(?:{_ROLE})[\W_]?(?:\d\w{{0,5}}|[a-d]|号)?"
    rf"|{_DEPARTMENT}(?:{TITLE}|\d号?)?)"
)
_SEVERAL = (
    rf"[*＊●?？○□@]|__|{HAN}[x×某]+\Z|{HAN}某[人某]?\Z|\d{{3,}}|\(代\)"
    rf"|{HAN}{HAN}(?:和|与|或|及){HAN}{HAN}|{HAN}{HAN}(?:等人?|夫妇|夫妻|一家|父子|母女|兄弟)\Z"
)
"""What people write where there is nobody, hides who it is, or names several."""
_MORE_OF_NAME = rf"[{HAN[1:-1]}·]"
_TITLED = re.compile(rf"({_MORE_OF_NAME}{{1,12}}?)[\s,，/|、;:：_—–·-]*[\"“(]?({TITLE})[\"”)]?")
_AT_WORK = re.compile(
    rf"({_MORE_OF_NAME}{{2,12}})[\s,，/|、_—–-]+((?:{_WORK})+)|({HAN}{{2,4}})\(((?:{_WORK})+)\)"
)
_ENGLISH_TITLE = re.compile(r"(mr|mrs|ms|miss|dr|prof|sir|madame?)(?:\.\s?|\s+)(.+)", re.IGNORECASE)
_IS_NOBODY, _IS_SEVERAL = re.compile(_NOBODY), re.compile(_SEVERAL)
_IS_TITLE = re.compile(TITLE)
# Most names: a common surname, and no character that titles, roles and several people end with.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_NO_END = (
    "长理监管任师员人书记工董事授士生姐哥叔姨婶伯爷局处总助问计纳表东某等室部科组办夫妇妻家子女"
    "弟秘译前勤主席驾编娘机板傅太客购务售收启代爱亲"
)
_COMMON = re.compile(rf"[{SURNAMES}]{HAN}?(?![{_NO_END}]){HAN}")
_PLAIN = re.compile(rf"{HAN}{{2,4}}")
_TWO = re.compile(rf"({HAN}{{2,3}})[\s,，]\s?({HAN}{{2,3}})")
_REMARK = re.compile(
    rf"\s?\((?!(?:{TITLE}|(?:{_WORK})+|{_TITLE_IN_LETTERS})\)|代\))[^()]*\)\Z|(?<={HAN})\s+[男女]\Z"
)
_NICKNAME = re.compile(rf"({HAN}{{2,4}})[\s,]+[A-Za-z]{{2,}}")
_BEFORE = re.compile(rf"({TITLE})[\s/_—–-]*({HAN}{{2,4}})")
_SURNAMED = re.compile(rf"({HAN}|{'|'.join(DOUBLE[:10])})({_KINDLY})")
_BEHIND_LETTERS = re.compile(
    rf"([^,(|]+?)(?:\s?[,(|/]\s?|\s-\s)({_TITLE_IN_LETTERS})\)?", re.IGNORECASE
)
# What is left has to look like one name: a few characters, parts with points, or letters.
_IS_NAME = re.compile(
    rf"{HAN}{{1,6}}|{HAN}+(?:·[{HAN[1:-1]}A-Za-z.]+)+|[A-Za-z]+{HAN}{{1,2}}"
    rf"|[^\W\d_{HAN[1:-1]}][^\d/、;&|_()\"{HAN[1:-1]}]*"
)
_OF_KIN = re.compile(
    r".{2,}(?:[的之].+|妻子|丈夫|爱人|家属|[父母]亲|[爸妈]{2}|[他她][爸妈]|儿子|女儿)\Z"
    r"|代.{2,3}\Z|.{3}代\Z"
)
_REACHED = re.compile(r"\s*[(（]?(?:\+?[\d -]{7,}\d|[\w.+-]+@[\w.-]+)[)）]?\Z")
_CIRCLED = re.compile(rf"\A\d(?={HAN})")
_ADDRESSED = re.compile(rf"(?<={HAN}{HAN})\s?(?:亲启|启|收)\Z")
_DOT = re.compile(rf"({HAN})\s?[•‧∙・･.。]\s?({HAN})")


class PersonName(NamedTuple):
    """The name of one person and the title; both empty for nobody, a mask or several people."""

    name: str = ""
    title: str = ""


def person_name(text: str) -> PersonName:
    """Return the parts of a name in half width and simplified characters."""
    if _COMMON.fullmatch(text):
        return PersonName(text)
    if _PLAIN.fullmatch(text):
        name, label = text, ""
    else:
        name, label = _tidied(text)
    if not name or _are_two(name) or _is_nobody(without_gaps(name)):
        return PersonName()
    parts = _apart(name)
    if not _IS_NAME.fullmatch(parts.name) or is_no_name(parts.name):
        return PersonName()
    told = not parts.title and not label.endswith(("人", "员")) and _IS_TITLE.fullmatch(label)
    return parts._replace(title=label) if told else parts


def _is_nobody(name: str) -> bool:
    plain = name.lower()
    return bool(
        _IS_NOBODY.fullmatch(plain) or _IS_SEVERAL.search(plain) or _OF_KIN.fullmatch(plain)
    )


def _apart(name: str) -> PersonName:
    """Return the name and the title behind it, or before it."""
    plain = without_gaps(name)
    for titled in (_TITLED.fullmatch(name), _TITLED.fullmatch(plain), _SURNAMED.fullmatch(plain)):
        if titled:
            return PersonName(without_gaps(titled[1]), titled[2])
    if titled := _AT_WORK.fullmatch(name):
        return PersonName(titled[1] or titled[3], titled[2] or titled[4])
    titled = _BEFORE.fullmatch(name)
    if titled and len(titled[1]) > 1:
        return PersonName(titled[2], titled[1])
    if titled := _BEHIND_LETTERS.fullmatch(name):
        return PersonName(titled[1], titled[2])
    if titled := _ENGLISH_TITLE.fullmatch(name):
        return PersonName(titled[2], titled[1])
    return PersonName(plain)


def _tidied(text: str) -> tuple[str, str]:
    """Return a name without remarks, foreign names with a point in the middle; and its label."""
    bare, label = bare_name(text)
    bare = _REACHED.sub("", bare) if bare[:1].isalpha() else _CIRCLED.sub("", bare)
    name = _ADDRESSED.sub("", _REMARK.sub("", bare.translate(ROUND).strip()))
    name = _NICKNAME.sub(r"\1", name) if not _TITLED.fullmatch(name) else name
    return _DOT.sub(r"\1·\2", name).strip(STOPS), label


def _are_two(text: str) -> bool:
    """Say whether two full names stand side by side; 上官 婉清 and 孙立军 总经理 are one."""
    pair = _TWO.fullmatch(text)
    titled = pair and (any(map(_IS_TITLE.fullmatch, pair.groups())) or _AT_WORK.fullmatch(pair[0]))
    foreign = pair and not any(one[0] in SURNAMES for one in pair.groups())  # 扎西 多吉
    return bool(pair and not titled and not foreign and pair[1] not in DOUBLE)
