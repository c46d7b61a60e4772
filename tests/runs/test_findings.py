"""Findings on small books written by hand: what is said, what is refused, and for whom."""

from datetime import date, timedelta
from typing import Any

import polars as pl
from finding_tables import AS_OF, matches_of, no_tags, tables_of, tags_of

from zhike.playbook.load import load_builtin
from zhike.runs.findings import find_all, find_for, gather
from zhike.store.tables import Tables
from zhike.words.finding import Finding

PLAYBOOK = load_builtin()
WAN = 10_000_00
RECENT, BEFORE = date(2026, 3, 1), date(2025, 9, 1)  # one day of each half year


def found(tables: Tables, kind: str, **more: Any) -> list[Finding]:
    shared = {"matches": matches_of(), "tags": no_tags()} | more
    everything = find_all(tables, playbook=PLAYBOOK, as_of=AS_OF, **shared)
    return [one for one in everything if one.kind == kind]


def order(customer: int, day: date, wan: float = 1) -> dict[str, Any]:
    fen = round(wan * WAN)
    return {"customer_id": customer, "ordered_on": day, "amount_fen": fen, "refund_fen": 0}


def test_three_records_are_one_large_customer() -> None:
    # 230 + 185 + 110 = 525 万; 900, 800 and 700 are larger, so it is the fourth largest.
    amounts = {1: 230, 2: 185, 3: 110, 4: 900, 5: 800, 6: 700, 7: 240}
    tables = tables_of(
        7,
        orders=[order(one, RECENT, wan) for one, wan in amounts.items()],
        quotes=[
            {"customer_id": 1, "quoted_on": date(2026, 6, 3), "discount": 0.08, "owner_id": 11},
            {"customer_id": 3, "quoted_on": date(2026, 6, 20), "discount": 0.15, "owner_id": 12},
            {"customer_id": 2, "quoted_on": date(2026, 4, 2), "discount": 0.30, "owner_id": 12},
        ],
        contracts=[
            {"customer_id": 2, "ends_on": AS_OF + timedelta(days=21), "state": "执行中"},
            {"customer_id": 1, "ends_on": AS_OF + timedelta(days=5), "state": "已续约"},
        ],
    )
    [one] = found(tables, "同一客户", matches=matches_of({1: True, 2: True, 3: False}))
    assert one.title == "3 条记录其实是第 4 大客户"
    assert "230 + 185 + 110 = 525万元" in one.text
    assert "单看都是金额档 B，合并后是 A（500万元及以上）" in one.text
    assert "2 条信用代码相同，另 1 条" in one.text
    assert "只合并前者是 415.0万元（B）" in one.text
    assert "2026年6月⟦人 11⟧和⟦人 12⟧分别报了 8% 和 15% 的优惠" in one.text
    assert "合同还有 21 天到期" in one.text
    assert (one.wording, one.n, one.customer_ids) == ("事实", 3, (1, 2, 3))
    assert [row.noun for row in one.behind].count("quotes") == 3


def test_records_that_stay_in_their_band_are_no_finding() -> None:
    tables = tables_of(2, orders=[order(1, RECENT, 30), order(2, RECENT, 20)])
    assert found(tables, "同一客户", matches=matches_of({1: True, 2: True})) == []


def quote(customer: int, day: date, discount: float, owner: int) -> dict[str, Any]:
    return {"customer_id": customer, "quoted_on": day, "discount": discount, "owner_id": owner}


def test_two_prices_in_one_month() -> None:
    # 1: 5 and 12 % by two people in June; 2: by one person; 3: two points apart; 4: two months.
    june, may = date(2026, 6, 3), date(2026, 5, 30)
    tables = tables_of(
        4,
        quotes=[
            quote(1, june, 0.05, 11), quote(1, june, 0.12, 12),
            quote(2, june, 0.05, 11), quote(2, june, 0.20, 11),
            quote(3, june, 0.05, 11), quote(3, june, 0.07, 12),
            quote(4, june, 0.05, 11), quote(4, may, 0.20, 12),
        ],
    )  # fmt: skip
    [one] = found(tables, "同月两价")
    assert one.text == "⟦客户 1⟧：2026年6月⟦人 11⟧和⟦人 12⟧分别报了 5% 和 12% 的优惠。"
    assert (one.wording, one.customer_ids) == ("事实", (1,))
    assert found(tables, "同月两价", matches=matches_of({1: True, 2: True})) == []


def test_contracts_that_end_soon() -> None:
    def contract(customer: int, days: int, state: str = "执行中") -> dict[str, Any]:
        ends_on = AS_OF + timedelta(days=days)
        return {"customer_id": customer, "ends_on": ends_on, "state": state, "amount_fen": 8 * WAN}

    tables = tables_of(
        5,
        contracts=[
            contract(1, 30), contract(2, 7), contract(3, 31), contract(4, 0),
            contract(5, 7, "已续约"),
        ],
        interactions=[{"customer_id": 1, "happened_on": AS_OF - timedelta(days=29)}],
    )  # fmt: skip
    [one] = found(tables, "合同到期")
    assert one.text == "30 天内有 2 份合同到期，共 16.0万元；其中 1 家客户 30 天没有跟进。"
    assert one.customer_ids == (2, 1)
    assert [row.said[-4:] for row in one.behind] == ["从未跟进", "天前跟进"]


def complaints(often: range, once: range) -> list[dict[str, Any]]:
    case = {"case_kind": "投诉", "topic": "物流时效", "severity": "一般"}
    rows = [case | {"customer_id": c, "opened_on": RECENT} for c in (*often, *often, *once)]
    return [*rows, case | {"customer_id": 99, "opened_on": BEFORE}]


def half_years(before: int, recent: int, customers: range) -> list[dict[str, Any]]:
    days = [BEFORE] * before + [RECENT] * recent
    return [order(one, day) for one in customers for day in days]


def test_a_topic_that_surged_while_its_buyers_leave() -> None:
    # 20 buyers with two complaints each: 4 → 2 orders, −50 %; 60 others: 4 → 4, 0 %.
    tables = tables_of(
        99,
        orders=half_years(4, 2, range(1, 21)) + half_years(4, 4, range(21, 81)),
        cases=complaints(range(1, 21), range(21, 26)),
        interactions=[{"customer_id": 1, "happened_on": AS_OF - timedelta(days=3)}],
    )
    [one] = found(tables, "问题激增", tags=tags_of({"高价值": [1, 2, 3]}))
    assert one.title == "高价值客户正在离开，伴随物流时效投诉"
    assert "从 1 件升到 45 件" in one.text
    assert "20 家买家订单 −50%，其他买家 0%" in one.text
    assert "其中 3 家是高价值客户，近12个月 18.0万元，2 家 30 天没有跟进" in one.text
    assert "导致" not in one.text
    assert (one.wording, one.n_said, one.refused) == ("显著", "n=20 对 60", False)
    assert one.customer_ids[:3] == (1, 2, 3)
    assert one.tested.effect == -0.5


def test_a_topic_that_surged_without_anybody_leaving() -> None:
    tables = tables_of(
        99, orders=half_years(4, 4, range(1, 81)), cases=complaints(range(1, 21), range(21, 26))
    )
    assert found(tables, "问题激增") == []


def test_six_buyers_are_too_few_to_say_so() -> None:
    tables = tables_of(
        99,
        orders=half_years(4, 1, range(1, 7)) + half_years(4, 4, range(7, 81)),
        cases=complaints(range(1, 7), range(7, 26)),
    )
    [one] = found(tables, "问题激增")
    assert (one.wording, one.refused) == ("样本不足", True)
    assert one.reason == "比较的一组只有 6，不到 10，不作比较"


def line(customer: int, day: date, category: str, list_wan: float, off: float) -> dict[str, Any]:
    fen = round(list_wan * WAN)
    return {
        "customer_id": customer, "ordered_on": day, "category": category, "discount": off,
        "amount_fen": round(fen * (1 - off)), "cost_fen": round(fen * 0.7),
    }  # fmt: skip


def less_margin_tables() -> Tables:
    # 去年 Q2: 华南 设备 12 × 10 万 listed at 6 % off; 华东 耗材 12 × 20 万 at 5 % off.
    # 今年 Q2: 华南 设备 12 × 13 万 at 17 % off; 华东 耗材 12 × 21 万 at 5 % off.
    # Cost is 70 % of the list price.
    then, now = date(2025, 5, 5), date(2026, 5, 5)
    rows = [line(c, then, "设备", 10, 0.06) for c in range(1, 13)]
    rows += [line(c, now, "设备", 13, 0.17) for c in range(1, 13)]
    rows += [line(c, then, "耗材", 20, 0.05) for c in range(13, 25)]
    rows += [line(c, now, "耗材", 21, 0.05) for c in range(13, 25)]
    places = {c: "华南" if c < 13 else "华东" for c in range(1, 25)}
    own = [{"customer_id": c, "region": region} for c, region in places.items()]
    return tables_of(24, customers=own, order_lines=rows)


def test_more_sold_and_less_earned_by_hand() -> None:
    # 万: sales before 12×(9.4+19) = 340.8, now 12×(10.79+19.95) = 368.88: +8.2 %.
    # profit before 12×(2.4+5) = 88.8, now 12×(1.69+5.25) = 83.28: −6.2 %.
    # rate of 华南 设备: 83.28 − … : 12×10.79×(1.69/10.79 − 2.4/9.4) = 20.28 − 33.0587 = −12.7787.
    [one] = found(less_margin_tables(), "增收减利", tags=tags_of({"价格敏感": [1, 2, 3]}))
    assert "2026年第二季度比去年同季销售额 +8.2%，毛利额 −6.2%（毛利率 26.1% → 22.6%）" in one.text
    assert "约 100% 来自华南 × 设备（少赚 12.8万元）" in one.text
    assert "优惠从 6% 变为 17%，其中 75.0% 让给了没有“价格敏感”标签的客户" in one.text
    assert (one.wording, one.n_said) == ("显著", "n=12 对 12")
    figures = {shown.name: shown.text for shown in one.figures}
    # −5.52 = 28.08 × 88.8/340.8 (7.3166) + mix + rate (−12.7787) → mix −0.0579:
    assert figures["毛利变化 = 量 + 结构 + 率"] == "-5.5万元 = 7.3万元 + (-578.96 元) + (-12.8万元)"
    assert one.customer_ids[:9] == tuple(range(4, 13))  # not sensitive, the most given first


def test_the_best_region_is_not_named_when_chance_may_have_made_it() -> None:
    # 复购率: 华东 9/12 = 75 %, 华南 18/30 = 60 %; Fisher p = 0.49 (two-sided).
    own = [{"customer_id": c, "region": "华东" if c <= 12 else "华南"} for c in range(1, 43)]
    twice = {*range(1, 10), *range(13, 31)}
    orders = [order(c, RECENT) for c in range(1, 43)] + [order(c, BEFORE) for c in twice]
    one = found(tables_of(42, customers=own, orders=orders), "最高组")[0]
    assert "华东的复购率最高：75.0%（9/12），其他区域合计 60.0%（18/30）" in one.text
    assert (one.wording, one.refused) == ("不显著", True)
    assert one.reason.startswith("p=")
    assert 0.3 < (one.tested.p or 0) < 0.6


def test_three_then_two_is_said_as_three_and_two() -> None:
    case = {"case_kind": "投诉", "topic": "产品质量", "severity": "重大"}
    days = [BEFORE] * 3 + [RECENT] * 2
    cases = [case | {"customer_id": n, "opened_on": day} for n, day in enumerate(days, 1)]
    [one] = found(tables_of(5, cases=cases), "件数变化")
    assert one.text == "近6个月重大投诉从 3 件降到 2 件。"
    assert "%" not in one.text + one.title
    assert (one.wording, one.refused, one.n) == ("样本不足", True, 5)


def campaign_tables(after: float) -> Tables:
    """Forty buyers with a coupon and forty alike without; all buy 10 % more after the day."""
    day = AS_OF - timedelta(days=100)
    orders = []
    for c in range(1, 81):
        size, better = 1 + c % 7, after if c <= 40 else 1.1
        wobble = 1 + (c % 5 - 2) / 10
        orders += [order(c, day - timedelta(days=d), size) for d in (90, 30)]
        orders.append(order(c, day + timedelta(days=20), size * better * wobble))
    events = [
        {"customer_id": c, "happened_on": day, "event_kind": "优惠券", "campaign": "春季耗材券"}
        for c in range(1, 41)
    ]
    return tables_of(80, orders=orders, events=events)


def test_a_campaign_that_did_no_more_than_its_control() -> None:
    [one] = found(campaign_tables(1.1), "活动效果")
    assert "前后 60 天订单金额" in one.text
    assert (one.wording, one.refused, one.n_said) == ("无法确认", True, "n=40 对 40")
    assert "包含 0" in one.reason


def test_a_campaign_that_did() -> None:
    [one] = found(campaign_tables(1.6), "活动效果")
    assert (one.wording, one.refused) == ("显著", False)


def test_a_consultant_hears_of_the_own_part_of_a_finding_of_the_whole_book() -> None:
    tables = tables_of(
        99,
        orders=half_years(4, 2, range(1, 21)) + half_years(4, 4, range(21, 81)),
        cases=complaints(range(1, 21), range(21, 26)),
    )
    gathered = gather(tables, matches=matches_of(), tags=no_tags(), playbook=PLAYBOOK, as_of=AS_OF)
    whole = find_for(gathered)
    mine = find_for(gathered, [2, 5, 30], whole=whole, said="您的客户", only_facts=True)
    told = [one for one in mine if one.kind == "问题激增"]
    assert [one.customer_ids for one in told] == [(2, 5)]
    assert "里有您的客户 2 家（共 20 家）：⟦客户 2⟧（2 件 · 订单 4→2 · 6.0万元" in told[0].text
    assert {row.customer_id for row in told[0].behind} == {2, 5}
    assert find_for(gathered, [30], whole=whole, said="您的客户", only_facts=True) == []


def test_without_the_tables_nothing_is_found_and_nothing_breaks() -> None:
    bare = tables_of(3)
    empty = find_all(
        bare, matches=matches_of(), tags=pl.DataFrame(no_tags()), playbook=PLAYBOOK, as_of=AS_OF
    )
    assert empty == []
