"""Late attention becomes a draft that says since when; attention in time becomes none."""

from datetime import date, timedelta

import pytest
from worked import cases

from zhike.act.cadences import draft_overdue, draft_reviews
from zhike.playbook.load import load_builtin

CADENCES = load_builtin().cadences


@pytest.mark.parametrize("case", cases("S1-19"), ids=lambda case: case["id"])
def test_a_late_visit_becomes_a_draft(case) -> None:
    given = case["given"]
    as_of = date.fromisoformat(given["as_of"])
    row = {"customer_id": 1, "scheme": "优先级", "tier": given["优先级"],
           "last_on": date.fromisoformat(given["最近高层拜访"])}  # fmt: skip
    (draft,) = draft_overdue([row], CADENCES, as_of=as_of)
    assert draft.title == "高层拜访"
    assert draft.why == "优先级 S：每月高层拜访一次，上次 2024-04-15，已过 31 天"
    assert draft.due_on == as_of + timedelta(days=7)
    assert draft_overdue([row], CADENCES, as_of=as_of - timedelta(days=1)) == []


def test_each_tier_keeps_its_own_rhythm() -> None:
    last = date(2024, 1, 31)
    rows = [{"customer_id": n, "scheme": "优先级", "tier": tier, "last_on": last}
            for n, tier in enumerate("SABC", 1)]  # fmt: skip
    # S and A: 1 month → 02-29; B: 3 → 04-30; C: 6 → 07-31; late from the day after
    for as_of, late in [
        (date(2024, 2, 29), []),
        (date(2024, 3, 1), [1, 2]),
        (date(2024, 5, 1), [1, 2, 3]),
        (date(2024, 8, 1), [1, 2, 3, 4]),
    ]:
        assert [d.customer_id for d in draft_overdue(rows, CADENCES, as_of=as_of)] == late


def test_never_is_late_and_another_scheme_is_not_meant() -> None:
    never = {"customer_id": 1, "scheme": "优先级", "tier": "B", "last_on": None}
    other = {**never, "customer_id": 2, "scheme": "价值分层"}
    (draft,) = draft_overdue([never, other], CADENCES, as_of=date(2024, 5, 1))
    assert draft.customer_id == 1
    assert draft.why == "优先级 B：每 3 个月行业报告一次，还没有过"


@pytest.mark.parametrize("case", cases("S1-25"), ids=lambda case: case["id"])
def test_unchecked_key_data_become_a_draft(case) -> None:
    last, as_of = (date.fromisoformat(day) for day in case["given"].values())
    row = {"customer_id": 1, "last_on": last}
    (draft,) = draft_reviews([row], as_of=as_of)
    assert draft.why == "关键数据每月复核一次，上次 2024-04-15，已过 31 天"
    assert draft_reviews([row], as_of=date(2024, 5, 15)) == []
