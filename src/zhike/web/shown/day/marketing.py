"""A marketer's day: what each channel brought and which campaigns customers took part in."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.day.campaigns import Campaign, campaigns_for, taking_part
from zhike.records.day.channels import Channel, channels_for
from zhike.records.said import money, said
from zhike.web.shown.figures import figure
from zhike.web.shown.today import Asking, Block, Day, cell, number, right
from zhike.words.wording import NOTHING, count, percent

ROLE = "市场"
DAYS = 90


def day(asking: Asking) -> Day:
    """Return the day of somebody who brings customers in."""
    since = asking.as_of - timedelta(days=DAYS - 1)
    before = since - timedelta(days=DAYS)
    channels = channels_for(asking.viewer, since=since, before=before, run_id=asking.run_id)
    campaigns = campaigns_for(asking.viewer, as_of=asking.as_of, days=2 * DAYS)
    return Day(
        main=[_channels(channels), _campaigns(campaigns)],
        figures=_figures(asking, channels),
    )


def _channels(channels: list[Channel]) -> Block:
    columns = [
        _("渠道"),
        right(_("近90天新客户")),
        right(_("前90天")),
        right(_("全部客户")),
        right(_("成交")),
        right(_("成交占比")),
        right(_("12个月金额")),
    ]
    return Block(_("渠道"), columns, [_channel(one) for one in channels[:10]])


def _channel(one: Channel) -> list[dict[str, Any]]:
    share = one.buying / one.customers if one.customers else None
    return [
        cell(said(one.name), f"{reverse('customers')}?source_channel={one.name}"),
        number(count(one.fresh)),
        number(count(one.fresh_before)),
        number(count(one.customers)),
        number(count(one.buying)),
        number(percent(share)),
        number(money(one.amount_fen)),
    ]


def _campaigns(campaigns: list[Campaign]) -> Block:
    columns = [_("活动"), _("方式"), right(_("客户")), right(_("人次")), _("起"), _("止")]
    return Block(
        _("活动"),
        columns,
        [
            [
                cell(one.name),
                cell(said(one.kind)),
                number(count(one.customers)),
                number(count(one.times)),
                cell(f"{one.began:%m-%d}"),
                cell(f"{one.last:%m-%d}"),
            ]
            for one in campaigns
        ],
        note=_("近180天；参加的人多不等于有效，效果看发现"),
        empty=_("近半年没有活动记录。导入客户行为（优惠券、参与活动）后列在这里。"),
    )


def _figures(asking: Asking, channels: list[Channel]) -> list[dict[str, Any]]:
    start = asking.as_of - timedelta(days=29)
    now = taking_part(asking.viewer, start, asking.as_of)
    then = taking_part(asking.viewer, start - timedelta(days=30), start - timedelta(days=1))
    fresh = sum(one.fresh for one in channels)
    customers = sum(one.customers for one in channels)
    buying = sum(one.buying for one in channels)
    unknown = sum(one.customers for one in channels if one.name == NOTHING)
    return [
        figure(
            _("近90天新客户"),
            fresh,
            unit=_("家"),
            note=_("前90天 {n}").format(n=count(sum(one.fresh_before for one in channels))),
        ),
        {
            "name": _("成交占比"),
            "text": percent(buying / customers if customers else None),
            "note": _("{n} 家成交").format(n=count(buying)),
        },
        figure(
            _("近30天有行为的客户"), now, unit=_("家"), note=_("前30天 {n}").format(n=count(then))
        ),
        figure(_("渠道未填"), unknown, unit=_("家"), heed=unknown > 0),
    ]
