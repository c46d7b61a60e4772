"""A cell with a name, without what exports, lists and forms put around it."""

import re
from html import unescape

from zhike.clean.cells import INVISIBLE

_LEFT_BEHIND = re.compile(
    r"_x000[0-9a-f]_|</?(?:br|p|b|i|u|a|em|strong|span|div|font|td|tr)(?: [^<>]*)?/?>",
    re.IGNORECASE,
)
_WRAPPED = re.compile(
    r"""=?["“”'‘’「『【《<(（\[{]([^"“”'‘’「」『』【】《》<>()（）\[\]{}]*)["“”'‘’」』】》>)）\]}]""",
    re.DOTALL,
)
_INVISIBLE = re.compile(INVISIBLE)
_HAN = "\u3400-\u9fff"
_NUMBERED = re.compile(
    rf"\A(?:\(\d{{1,2}}\)|\d{{1,3}}[.、_-]|[一二三四五六七八九十]{{1,2}}、|No\.?\s?\d+"
    rf"|[\[【(（][A-Z]{{0,4}}-?\d{{2,10}}[\]】)）]|[A-Z]{{0,3}}0\d{{1,6}}(?=\s)|[A-Z]{{1,3}}\d{{2,8}}[\s_|-]|@|[●○□■◆•]\s)\s*"
    rf"(?=[{_HAN}A-Za-z(])"
)
# Signs and pictures, but for brackets, quotes, an address and what hides a character.
_KEPT = r"\w\s\"'“”‘’()\[\]{}<>《》「」『』【】（）*×○●□?？=#@-"
_DECORATED = re.compile(rf"\A(?:[^{_KEPT}]|\s)+|(?:[^.{_KEPT}]|\s)+\Z")
_WORDS = rf"[{_HAN}/()](?:\s?[{_HAN}/()]){{0,9}}|[A-Za-z][A-Za-z ./]{{1,20}}"
_SAID = (
    "(?:公司|客户|企业|单位|供应商|开票)(?:名称|全称|抬头)|(?:供应|经销|代理)商|合作(?:方|伙伴)"
    "|[供需]方|委托方|采购方"
    "|姓名|名称|全称|抬头|联系人"
    "|收[件货]人|负责人|经办人"
    "|[甲乙买卖购销]方|客户|[\u4e00-\u9fff]{0,4}单位"
)
_OF_WHOM = "客户|用户|会员|商|伙伴|名称?|全称|抬头|单位|方|项目|[部组类级]"
_BRACKETED = re.compile(
    rf"\A[【「『《“](?![^】」』》”]*(?:{_OF_WHOM})[】」』》”]|[A-Z\d-]+[】」』》”])([^】」』》”]{{4,}})[】」』》”]"
)
_SAID_BEHIND = re.compile(
    rf"(公司|集团|厂|店|商行|医院|学校|大学|中心)[\s,，;；/|(（]+[{_HAN}]{{2,6}}\s?[:：].+\Z",
    re.DOTALL,
)
_PHONE_BEHIND = re.compile(r"[\s:：,，/(（]+(?:电话|手机|tel)?[:：]?\s?1[3-9]\d{9}[)）]?\Z")
_LAYERS = 3  # 客户：【名称：华兴】
_LABEL = re.compile(
    rf"(?:{_WORDS})\s?[:：=](?!//)\s?(?=..)|[【\[]([{_HAN}]{{2,8}})[】\]]\s?(?=..)"
    rf"|[(（<](?:{_SAID}|(?:VIP\d?|[A-D]类?|[新老]|重点)(?:客户)?)[)）>]\s?(?=..)|(?:{_SAID})[\s|—–-]+(?=..)"
)


def bare_name(text: str) -> tuple[str, str]:
    """Return a name as far as it was meant, and the word before its colon that says whose it is."""
    text = _INVISIBLE.sub("", text)
    plain = _LEFT_BEHIND.sub(" ", unescape(text)) if _has_marks(text) else text
    said = ""
    for _ in range(_LAYERS):
        plain = _PHONE_BEHIND.sub("", _SAID_BEHIND.sub(r"\1", _unwrapped(plain)))
        label = _LABEL.match(plain)
        if not label:
            break
        said, plain = label[0].strip(" :：=|【】[]()（）<>—–-"), plain[label.end() :]
    return plain, said


def _unwrapped(text: str) -> str:
    plain = _DECORATED.sub("", text.strip()).strip()
    plain = plain[1:] if plain[:1] in "*#" and plain[1:2] not in "*#" and "公司" in plain else plain
    if wrapped := _WRAPPED.fullmatch(plain):
        plain = wrapped[1].strip()
    return _NUMBERED.sub("", _BRACKETED.sub(r"\1", plain), count=1)


def _has_marks(text: str) -> bool:
    return any(mark in text for mark in "&<_")
