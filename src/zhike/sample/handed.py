"""The form of the fair booth, and what visitors have filled in that nobody has judged yet."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from zhike.sample.rows import Company, Firm

BUILT = 12  # days before the last one
OWNER = "苏晴"
CONSENT = (
    "我同意澄印科技为与我联系、回复我的需求而使用以上信息。信息只在公司内部使用，不提供给第三方；"
    "两年内没有往来即删除。我可以随时要求查看、更正、删除或撤回同意。"
)
# Channel, label, how often it was opened: one link a place the code hangs at.
LINKS = (("展会问卷", "苏州工业展 B12", 14), ("线上表单", "官网留言", 9))
FORM: dict[str, Any] = {
    "title": "展会登记",
    "intro": "感谢来到我们的展位。留下联系方式，三个工作日内给您回复。",
    "thanks": "收到了，三个工作日内由您所在区域的同事联系您。",
    "theme": "墨蓝",
    "consent": CONSENT,
    "response": "询问回应",
    "items": [
        {"key": "f0", "kind": "field", "path": "customers.name", "label": "您的公司或姓名",
         "required": True},
        {"key": "f1", "kind": "field", "path": "contacts.name", "label": "怎么称呼您"},
        {"key": "f2", "kind": "field", "path": "contacts.title", "label": "职位"},
        {"key": "f3", "kind": "field", "path": "contacts.phone", "label": "联系电话",
         "required": True},
        {"key": "f4", "kind": "field", "path": "customers.city", "label": "城市"},
        {"key": "f5", "kind": "field", "path": "customers.demand_text", "label": "想了解什么"},
        {"key": "q1", "kind": "satisfaction", "label": "今天的接待您满意吗？"},
        {"key": "q2", "kind": "single", "label": "打算什么时候采购？",
         "choices": ["一个月内", "三个月内", "半年内", "先了解"]},
    ],
}  # fmt: skip
# Minutes of the last two days, link, name, contact, title, phone, city, wish, pleased, when.
_NEW = (
    (2_205, 0, "苏州澹川精密模具有限公司", "蒋文博", "设备主管", "13906120417", "苏州",
     "模具追溯要打金属标签，耐油耐高温", "5", "一个月内"),
    (2_241, 0, "无锡市渌洲冷链有限公司", "褚佳", "仓储经理", "13861700925", "无锡",
     "零下 25 度标签会掉，想要样品", "4", "三个月内"),
    (2_318, 0, "昆山穗野烘焙食品厂", "裴玉", "采购", "13773110862", "昆山",
     "效期标签，一天三千张", "3", "半年内"),
    (2_410, 1, "合肥筠岭光学有限公司", "陶然", "信息化负责人", "15956010338", "合肥",
     "WMS 和现有 ERP 怎么对接", "5", "先了解"),
)  # fmt: skip
_KNOWN = (2_366, 0, "13962110754", "旧标签机打印模糊，想换新机", "2", "一个月内")
_SPAM = (2_520, 1, "加微信领流量", "13000000001", "代开推广，量大从优")


@dataclass(frozen=True, slots=True)
class Visit:
    """One form handed in: when, by which link, what was typed and answered."""

    at: datetime
    link: int
    values: dict[str, str]
    answers: dict[str, str] = field(default_factory=dict)
    spam: bool = False


def invent_visits(company: Company) -> list[Visit]:
    """Return what was handed in on the last two days, in order; one is a customer known already."""
    found = [_visit(company.until, *one) for one in _NEW]
    found += [_of_known(company), _spam(company.until)]
    return sorted(found, key=lambda one: one.at)


def _visit(  # noqa: PLR0913 - a row of the table above
    until: date, minutes: int, link: int, name: str, who: str, title: str, phone: str, city: str,
    wish: str, pleased: str, when: str,
) -> Visit:  # fmt: skip
    values = {
        "customers.name": name, "contacts.name": who, "contacts.title": title,
        "contacts.phone": phone, "customers.city": city, "customers.demand_text": wish,
    }  # fmt: skip
    return Visit(_at(until, minutes), link, values, {"q1": pleased, "q2": when})


def _of_known(company: Company) -> Visit:
    minutes, link, phone, wish, pleased, when = _KNOWN
    firm = _firm(company)
    return _visit(
        company.until, minutes, link, firm.name, firm.contact, firm.title, phone, firm.city, wish,
        pleased, when,
    )  # fmt: skip


def _firm(company: Company) -> Firm:
    """Return a customer from nearby whose record holds no story."""
    plain = (one for one in company.firms if not one.story and not one.twin_of)
    return next(one for one in plain if one.customer_type == "成交" and one.city == "苏州")


def _spam(until: date) -> Visit:
    minutes, link, name, phone, wish = _SPAM
    values = {"customers.name": name, "contacts.phone": phone, "customers.demand_text": wish}
    return Visit(_at(until, minutes), link, values, spam=True)


def _at(until: date, minutes: int) -> datetime:
    """Return a moment counted from the night before the last day but one."""
    return datetime.combine(until - timedelta(days=1), time()) + timedelta(minutes=minutes)
