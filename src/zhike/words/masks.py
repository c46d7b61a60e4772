"""How personal values are hidden; a mask of a mask is the same mask (S0-13, methods.md §4)."""

import re
import unicodedata
from collections.abc import Callable, Iterable

STAR = "*"

_STARRED = re.compile(r"[*＊●•]|…|\.{3}|(?<=\d)[xX×]{3,}")
_SALUTATIONS = {"男": "先生", "女": "女士"}
_SURNAMES_TEXT = (  # of two characters, simplified and traditional
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 端木 南宫 "
    "独孤 轩辕 宇文 长孙 澹台 淳于 太史 申屠 公冶 宗政 濮阳 单于 钟离 闻人 "
    "万俟 赫连 呼延 东郭 西门 百里 第五 拓跋 鲜于 闾丘 歐陽 諸葛 東方 尉遲 "
    "公孫 獨孤 軒轅 長孫 濮陽 單于 鍾離 聞人 赫連 東郭 西門 鮮于 "
)
_SURNAMES = frozenset(_SURNAMES_TEXT.split())
_TITLES = (
    "总|董|董事长|董事|总经理|副总经理|副总|总裁|副总裁|总监|副总监|经理|副经理|主管|主任|副主任|处长|副处长|"
    "科长|局长|院长|校长|厂长|店长|部长|组长|队长|所长|行长|老板|顾问|销售|采购|财务|会计|出纳|工程师|工|"
    "老师|教授|博士|医生|律师|秘书|助理|专员|代表|客服|负责人|联系人|法人|CEO|CTO|CFO|COO|CIO|HR"
)
_DEPARTMENTS = (
    "销售|采购|市场|营销|技术|财务|人事|人力资源|行政|运营|产品|项目|客户成功|客户|大客户|区域|大区|高级|资深|首席|"
    "研发|信息|IT|生产|质量|品质|供应链|商务|渠道|部门|业务|客服|售后|售前|设备|工程|法务|公关|品牌|电商|物流|"
    "仓储|实施|常务|执行|分公司|副|总"
)
_TITLE_END = re.compile(rf"(?:{_DEPARTMENTS})*(?:{_TITLES})", re.IGNORECASE)
_HAN_NAME = re.compile(r"[㐀-鿿]{2,4}|[㐀-鿿]{1,10}(?:[·•][㐀-鿿]{1,10})+")
_PARTS = re.compile(r"[；;\n、]|(?<=[^，,：:（(]{4})[，,]")
_PART_HEAD = re.compile(r"([㐀-鿿]{2,4}|[㐀-鿿]{1,10}(?:[·•][㐀-鿿]{1,10})+)(?=[：:（(，, ]|$)")
_PLACE = r"[^省市区县路街道号巷弄*\d\s]"
_ADDRESS = re.compile(
    rf"(?:{_PLACE}{{2,8}}(?:省|自治区))?(?:{_PLACE}{{1,8}}(?:市|自治州|地区|盟))?"
    rf"(?:{_PLACE}{{1,8}}(?:区|县|旗|市))?"
)


def is_masked(text: str) -> bool:
    """Say whether a value is a mask: 139****5678, 138****…, *经理, 张*, 王先生, z***@qq.com."""
    text = text.strip()
    return bool(_STARRED.search(text)) or _is_salutation(text)


def hide(text: str) -> str:
    """Return stars only, for what is too short or of unknown form."""
    return STAR * len(text.strip())


def mask_phone(text: str) -> str:
    """Return 139****5678 or 021-****5778; a 400 number belongs to a firm and stays."""
    text = _folded(text)
    if found := re.fullmatch(r"(\d{0,3})(?:\.{3}|…|[*xX×●•])+(\d{0,4})", text):
        return text if set(text) <= set("0123456789*") else f"{found[1]}****{found[2]}"
    if re.fullmatch(r"0\d{2,3}-\*{4}\d{4}", text):
        return text
    digits = re.sub(r"^(?:\+|00)86|[\s().-]", "", text)
    if found := re.fullmatch(r"0?(1[3-9]\d)\d{4}(\d{4})", digits):
        return f"{found[1]}****{found[2]}"
    if found := re.fullmatch(r"([48]00)(\d{3})(\d{4})", digits):
        return "-".join(found.groups())
    if found := re.match(
        r"(010|02\d|0[3-9]\d\d)[2-9]\d{2,3}(\d{4})(?!\d)", _before_extension(text)
    ):
        return f"{found[1]}-****{found[2]}"
    return hide(text)


def mask_person(name: str, title: str = "", sex: str = "") -> str:
    """Return *经理 where a title is known, 王先生 or 王女士 where the sex is, else 张* or 欧阳*."""
    name, title = name.strip(), title.strip()
    if not name:
        return ""
    if _is_salutation(name) or _is_person_mask(name):
        return name
    if title.strip(STAR) and not _tells(title, name):
        return f"*{title.lstrip(STAR)}"
    surname = _surname_of(name)
    if surname and _TITLE_END.fullmatch(name[len(surname) :]):
        return f"*{name[len(surname) :]}"
    if not surname or not _HAN_NAME.fullmatch(name):
        return hide(name)
    if salutation := _SALUTATIONS.get(sex.strip()):
        return surname + salutation
    return surname + STAR * (len(name) - len(surname))


def people_in(text: str) -> tuple[str, ...]:
    """Return the names that 王强：价格灵活；李敏（只跑大户） begins its parts with."""
    heads = (_PART_HEAD.match(part.strip()) for part in _PARTS.split(text))
    return tuple(dict.fromkeys(found[1] for found in heads if found and not is_masked(found[1])))


def mask_names(text: str, names: Iterable[str]) -> str:
    """Return a text with some people's names masked wherever they stand: 王*与采购很熟."""
    for name in sorted(set(names), key=len, reverse=True):
        text = text.replace(name, mask_person(name))
    return text


def mask_people(text: str) -> str:
    """Return a text without the names its parts begin with: 王*：价格灵活；李*（只跑大户）."""
    return mask_names(text, people_in(text))


def mask_email(text: str) -> str:
    """Return z***@qq.com; a one-letter name before the @ is hidden whole."""
    text = _folded(text)
    found = re.fullmatch(r"([^@\s]+)@([\w-]+(?:\.[\w-]+)+)", text)
    if not found:
        return hide(text)
    name, domain = found.groups()
    first = name[0] if len(name) > 1 and name[0] != STAR else ""
    return f"{first}***@{domain}"


def mask_id(text: str) -> str:
    """Return an ID number as 110***********002X: three and four characters stay."""
    text = _folded(text).upper()
    if re.fullmatch(r"\d{3}(?:[\d*]{11}\d{3}[\dX]|[\d*]{8}\d{4})", text):
        return text[:3] + STAR * (len(text) - 7) + text[-4:]
    return hide(text)


def mask_bank(text: str) -> str:
    """Return a card or account number with its last four digits only."""
    digits = re.sub(r"[\s-]", "", _folded(text))
    if re.fullmatch(r"[\d*]{8,26}\d{4}", digits):
        return STAR * (len(digits) - 4) + digits[-4:]
    return hide(text)


def mask_address(text: str) -> str:
    """Return an address down to its city or district, e.g. 上海市浦东新区****."""
    text = text.strip()
    found = _ADDRESS.match(text)
    kept = found[0] if found else ""
    return text if text == kept else f"{kept}****" if kept else hide(text)


_MASKS: dict[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "person": mask_person,
    "people": mask_people,
    "email": mask_email,
    "id": mask_id,
    "bank": mask_bank,
    "address": mask_address,
}


def mask(kind: str, value: str) -> str:
    """Return the value as people without the right may see it; "" masks nothing.

    A kind nobody knows is hidden whole: a new field is safe before it is described.
    """
    return _MASKS.get(kind, hide)(value) if kind else value


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _before_extension(text: str) -> str:
    body = re.split(r"(?i)转|ext|#|x|分机|-(?=\d{1,6}$)(?<=\d{4}-)", text, maxsplit=1)[0]
    body = re.sub(r"^(?:\+|00)86[\s-]*(?=0)", "", body)
    body = re.sub(r"^(?:\+|00)86[\s-]*", "0", body)
    return re.sub(r"[\s().-]", "", body)


def _surname_of(name: str) -> str:
    if len(name) > 2 and name[:2] in _SURNAMES:
        return name[:2]
    return name[0] if re.match(r"[㐀-鿿]", name) and len(name) > 1 else ""


def _is_salutation(name: str) -> bool:
    rest = name[:-2]
    return name.endswith(("先生", "女士")) and (len(rest) == 1 or rest in _SURNAMES)


def _is_person_mask(name: str) -> bool:
    head, stars = name.rstrip(STAR), len(name) - len(name.rstrip(STAR))
    if stars and (len(head) <= 1 or head in _SURNAMES or _TITLE_END.fullmatch(head)):
        return True
    return name.startswith(STAR) and bool(_TITLE_END.fullmatch(name.lstrip(STAR)))


def _tells(title: str, name: str) -> bool:
    surname = _surname_of(name)
    given = name[len(surname) :]
    return not is_masked(name) and (name in title or (len(given) > 1 and given in title))
