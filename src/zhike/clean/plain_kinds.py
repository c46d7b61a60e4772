"""Kinds of rows that need no reading of their own: what names one, dates one, and follows what.

A new kind of this sort is one entry here, its fields in the playbook and its folder in records.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainKind:
    """One such kind: how its rows are told apart and what they cannot do without.

    `key` and `said` begin identities: 报价单号:Q1, or without a number 报价:编号:C1|2026-05-01|… of
    the columns `natural`. A row needs one of `days` and all of `needs`; of each pair in `in_turn`
    the later day must not lie before the earlier one. `due_on/paid_on` means the first of them that
    is filled. `names_colleague` is the column that may. `months` are written down to the month.
    A row of no customer needs its number or what it is called by (`called`: column, words).
    """

    noun: str
    said: str
    key: str
    natural: tuple[str, ...]
    days: tuple[str, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()  # column, what people call it
    in_turn: tuple[tuple[str, str, str], ...] = ()  # earlier, later, what is wrong
    names_colleague: str = ""
    of_customer: bool = True
    called: tuple[str, str] = ("name", "名称")
    months: tuple[str, ...] = ()


_ALL = (
    PlainKind("products", "产品", "产品编号", ("name", "spec"), of_customer=False),
    PlainKind(
        "events", "行为", "行为编号", ("happened_on", "event_kind", "detail"), ("happened_on",)
    ),
    PlainKind(
        "cases", "问题", "问题单号", ("opened_at", "topic", "detail"), ("opened_at",),
        in_turn=(
            ("opened_at", "answered_at", "首次响应时间早于受理时间"),
            ("opened_at", "solved_at", "解决时间早于受理时间"),
        ),
        names_colleague="by_text",
    ),
    PlainKind(
        "quotes", "报价", "报价单号", ("quoted_on", "product", "amount_fen"), ("quoted_on",),
        in_turn=(("quoted_on", "answered_on", "答复日期早于报价日期"),),
        names_colleague="by_text",
    ),
    PlainKind(
        "contracts", "合同", "合同编号", ("name", "signed_on", "starts_on", "ends_on"),
        ("signed_on", "starts_on", "ends_on"),
        in_turn=(("starts_on/signed_on", "ends_on", "到期日期早于合同开始的日子"),),
        names_colleague="by_text",
    ),
    PlainKind(
        "payments", "回款", "回款单号", ("order_ref", "due_on/paid_on", "amount_fen"),
        ("paid_on", "due_on"), needs=(("amount_fen", "金额"),),
    ),
    PlainKind("demands", "需求", "需求编号", ("raised_on", "topic", "need"), ("raised_on",)),
    PlainKind(
        "competitor_contacts", "竞品接触", "竞品接触编号",
        ("happened_on", "competitor", "product"), ("happened_on",), names_colleague="by_text",
    ),
    PlainKind("competitors", "竞争对手", "竞争对手编号", ("name",), of_customer=False),
    PlainKind(
        "referrals", "转介绍", "转介绍编号", ("referred_on", "referrer"), ("referred_on",),
        needs=(("referrer", "介绍人"),),
        in_turn=(("referred_on", "thanked_on", "致谢日期早于介绍日期"),),
    ),
    PlainKind(
        "channel_costs", "渠道费用", "费用编号", ("month", "channel", "note"), ("month",),
        needs=(("channel", "渠道"), ("amount_fen", "金额")),
        of_customer=False, called=("channel", "渠道"), months=("month",),
    ),
    PlainKind(
        "activities", "活动", "活动编号", ("name", "held_on"), ("held_on",), of_customer=False
    ),
)  # fmt: skip

PLAIN: dict[str, PlainKind] = {kind.noun: kind for kind in _ALL}
