"""A product manager's day: what customers ask for and complain of, and the money behind it."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.records.day.topics import Topic, case_topics, demand_topics
from zhike.records.said import money, said
from zhike.web.shown.figures import figure
from zhike.web.shown.today import Asking, Block, Day, Text, cell, number, right
from zhike.words.wording import count

ROLE = "产品经理"
DAYS = 30


def day(asking: Asking) -> Day:
    """Return the day of somebody who answers for products."""
    cases = case_topics(asking.viewer, as_of=asking.as_of, days=DAYS, run_id=asking.run_id)
    demands = demand_topics(asking.viewer, as_of=asking.as_of, days=DAYS)
    return Day(
        main=[
            topic_block(_("客户在要什么"), demands, days=DAYS, money_of=_("预算")),
            topic_block(_("客户在抱怨什么"), cases, days=DAYS),
        ],
        figures=_figures(demands, cases),
    )


def topic_block(title: Text, topics: list[Topic], *, days: int, money_of: Text = "") -> Block:
    """Return topics with how often now and before, whose, and the money behind them."""
    columns = [
        _("主题"),
        right(_("近{days}天").format(days=days)),
        right(_("前{days}天").format(days=days)),
        right(_("客户")),
        right(money_of or _("12个月金额")),
    ]
    return Block(
        title,
        columns,
        [_line(topic) for topic in topics[:8]],
        note=_("涨得多的在前"),
        empty=_("近两个月没有记录。导入问题单或需求后，主题列在这里。"),
    )


def _line(topic: Topic) -> list[dict[str, Any]]:
    about = said(topic.topic)
    if topic.kind not in ("需求", "投诉"):
        about = _("%(topic)s（%(kind)s）") % {"topic": about, "kind": said(topic.kind)}
    if topic.is_new:
        about = _("{topic} · 新").format(topic=about)
    grew = topic.now >= 5 and topic.now >= 2 * max(topic.before, 1)
    return [
        cell(about, heed=grew),
        number(count(topic.now)),
        number(count(topic.before)),
        number(count(topic.customers)),
        number(money(topic.amount_fen or None)),
    ]


def _figures(demands: list[Topic], cases: list[Topic]) -> list[dict[str, Any]]:
    complaints = [topic for topic in cases if topic.kind == "投诉"]
    rising = sum(topic.now > topic.before for topic in [*demands, *complaints])
    fresh = sum(topic.is_new for topic in [*demands, *cases])
    return [
        _counted(_("近30天需求"), demands),
        _counted(_("近30天投诉"), complaints),
        figure(_("在涨的主题"), rising, unit=_("个")),
        figure(_("新出现的主题"), fresh, unit=_("个"), heed=fresh > 0),
    ]


def _counted(name: str, topics: list[Topic]) -> dict[str, Any]:
    before = sum(topic.before for topic in topics)
    note = _("前30天 {n}").format(n=before)
    return figure(name, sum(topic.now for topic in topics), unit=_("条"), note=note)
