"""A list kept from a fair long ago: its customers are looked at again, some of it is wrong."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhike.sample.rows import Company, Firm
from zhike.sample.workbooks.page import Page, Row

NAME = "展会登记（旧）.xlsx"
CHANNEL, COLLECTOR = "展会问卷", "苏晴"
DAYS_AGO = 75  # before the last day of the book
LISTED, ELSEWHERE = 24, 3  # customers on it; those it puts into another industry
_HEADS = ("客户编号", "客户名称", "所属行业", "城市", "客户类型", "跟进人")
_WRITTEN = "批发业"


def held_on(until: date) -> date:
    """Return the day of the fair."""
    return until - timedelta(days=DAYS_AGO)


def fair(company: Company) -> Page:
    """Return some customers that may yet buy, as they were written down at the fair."""
    known = _known(company)
    wrong = [one for one in known if one.industry != _WRITTEN][:ELSEWHERE]
    rows = [_row(one, _WRITTEN if one in wrong else one.industry) for one in known[:LISTED]]
    return Page("登记", _HEADS, rows, ("展会登记表（示例，全部虚构）",))


def _known(company: Company) -> Sequence[Firm]:
    """Return customers met before the fair that nothing else is planted on, the newest first."""
    before = held_on(company.until)
    plain = (one for one in company.firms if not one.story and not one.twin_of)
    found = [one for one in plain if one.customer_type == "潜在" and one.first_on < before]
    return found[::-1]


def _row(one: Firm, industry: str) -> Row:
    return [one.number, one.name, industry, one.city, one.customer_type, one.owner]
