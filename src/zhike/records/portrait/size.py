"""How large the national statistics call a firm, of what is known of it."""

from django.utils.translation import gettext as _

from zhike.clean.size_class import CLASSES, Ends, SizeClass, size_class
from zhike.records.customer.models import Customer
from zhike.records.portrait.fact import Fact
from zhike.records.said import said

LABEL, REVENUE = "统计规模", "年营收"
_FEN_OF_WAN = 1_000_000


def size_fact(customer: Customer) -> list[Fact]:
    """Return the firm's class as a fact that is reckoned (S3-14); none where nothing is known."""
    people: Ends = (customer.size_low, customer.size_high)
    stated = customer.own.get(REVENUE)
    revenue: Ends = (
        (stated / _FEN_OF_WAN,) * 2 if isinstance(stated, (int, float)) else (None, None)
    )
    if customer.kind == "person" or not any(end is not None for end in (*people, *revenue)):
        return []
    found = size_class(customer.industry_code, {"从业人员": people, "营业收入": revenue})
    if found is None or (found.least, found.most) == (CLASSES[0], CLASSES[-1]):
        return []  # anything is possible: nothing is said
    return [Fact(LABEL, _shown(found))]


def _shown(found: SizeClass) -> str:
    told = {"least": said(found.least), "most": said(found.most)}
    if found.is_certain:
        text = told["most"]
    elif found.least == CLASSES[0]:
        text = _("不高于%(most)s") % told
    else:
        text = _("%(least)s到%(most)s") % told
    lacking = "" if found.is_certain else _("、").join(said(one) for one in found.lacking)
    return _("%(text)s，缺%(what)s") % {"text": text, "what": lacking} if lacking else text
