"""How two names of firms stand to each other: one firm, a branch, a sister firm, or strangers."""

import re

from zhike.clean.firm_name import FirmName, firm_name
from zhike.clean.matching.firm_form import firm_form

SAME, BRANCH, SISTER, DIFFERENT = "same", "branch", "sister", "different"
_FORMS = {
    "有限责任公司": "有限公司", "有限公可": "有限公司", "股份公司": "股份有限公司",
    "companylimited": "coltd", "limited": "ltd", "incorporated": "inc", "corporation": "corp",
}  # fmt: skip
_MARKS = re.compile(r"[\s,.()（）·-]")
_PUBLIC = re.compile(r"(?:局|厅|委员会|政府|法院|检察院|大学|学院|中学|小学|协会|学会)\Z")
"""What every place has one of: the same office of two places is two strangers."""
_NUMBERED = re.compile(r"第?[一二三四五六七八九十0-9]+[号期]\Z")
_LEAST_BRAND = 2


def name_relation(one: str, other: str) -> str:
    """Return same, branch, sister or different of two names in half width and simplified.

    Only what is `same` may be one customer: core, place and branch agree, and the legal form where
    both say it. A sister shares what a firm is called, in another line or place.
    """
    a, b = _written_alike(one), _written_alike(other)
    core = a.core == b.core != ""
    if core and _placed_alike(a.region, b.region):
        if a.branch != b.branch:
            return BRANCH
        if a.suffix == b.suffix or not (a.suffix and b.suffix):
            return SAME
    if core and _PUBLIC.search(a.core):
        return DIFFERENT
    return SISTER if core or _brands_agree(one, other) else DIFFERENT


def _written_alike(name: str) -> FirmName:
    """Return the parts of a name without marks and capitals, forms that are one in one spelling."""
    told = (part.replace(" and ", "&").lower() for part in firm_name(name))
    parts = FirmName(*(_MARKS.sub("", part) for part in told))
    return parts._replace(suffix=_FORMS.get(parts.suffix, parts.suffix))


def _placed_alike(one: str, other: str) -> bool:
    """Say whether two places are one, or one names the other more exactly."""
    return one == other or bool(one and other and (one in other or other in one))


def _brands_agree(one: str, other: str) -> bool:
    brand, same = (_brand(name) for name in (one, other))
    return brand == same and len(brand) >= _LEAST_BRAND


def _brand(name: str) -> str:
    """Return what a firm is called beside its line, without a number behind: 鸿达一号 is 鸿达."""
    return _NUMBERED.sub("", firm_form(name.lower()).brand or "")
