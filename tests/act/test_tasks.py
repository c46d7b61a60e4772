"""Plans become drafts with a reason, a day and a person's role."""

from datetime import date

import pyarrow as pa
import pytest
from worked import cases

from zhike.act.tasks import draft_tasks, is_overdue, needs_review
from zhike.playbook.load import load_builtin
from zhike.runs.planning import plan_tasks
from zhike.store.tables import Tables

PLAYBOOK = load_builtin()
FOLLOW = "高潜力客户30天未跟进"


def book(*people: tuple[int, int, date | None]) -> Tables:
    """Return a book of (customer, potential, last follow-up)."""
    ids = [customer for customer, _, _ in people]
    talks = [(i, c, day) for i, (c, _, day) in enumerate(people) if day]
    nothing = pa.array([None] * len(ids), pa.date32())
    words = pa.array([None] * len(ids), pa.string())
    own = {
        spec.name: pa.array([None] * len(ids), pa.int64())
        for spec in PLAYBOOK.fields("customers")
        if spec.own
    }
    text = (
        "region",
        "industry_group",
        "size_label",
        "customer_type",
        "province",
        "city",
        "ownership",
        "source_channel",
        "kind",
        "industry_code",
        "size_text",
    )
    return Tables.from_arrow(
        {
            "customers": pa.table(
                {
                    "customer_id": pa.array(ids, pa.int64()),
                    "potential": pa.array([potential for _, potential, _ in people], pa.int64()),
                    "stated_follow_up_on": nothing,
                    "first_contact_on": nothing,
                    "cooperation_started": nothing,
                    "stated_amount_fen": pa.array([None] * len(ids), pa.int64()),
                    **dict.fromkeys(text, words),
                    **own,
                }
            ),
            "interactions": pa.table(
                {
                    "interaction_id": pa.array([i for i, _, _ in talks], pa.int64()),
                    "customer_id": pa.array([c for _, c, _ in talks], pa.int64()),
                    "happened_on": pa.array([day for _, _, day in talks], pa.date32()),
                    "way": pa.array(["电话"] * len(talks), pa.string()),
                    "feedback": pa.array(["中性"] * len(talks), pa.string()),
                }
            ),
            "orders": pa.table(
                {
                    "order_id": pa.array([], pa.int64()),
                    "customer_id": pa.array([], pa.int64()),
                    "ordered_on": pa.array([], pa.date32()),
                    "amount_fen": pa.array([], pa.int64()),
                    "refund_fen": pa.array([], pa.int64()),
                    "cost_fen": pa.array([], pa.int64()),
                }
            ),
            "tags": pa.table(
                {"customer_id": pa.array([], pa.int64()), "tag": pa.array([], pa.string())}
            ),
        }
    )


def test_thirty_full_days_without_follow_up() -> None:
    rows = book((1, 5, date(2024, 5, 20)), (2, 2, date(2024, 1, 1)), (3, 4, None))
    on_time = plan_tasks(rows, playbook=PLAYBOOK, plan=FOLLOW, as_of=date(2024, 6, 18))
    assert [draft.customer_id for draft in on_time] == [3]
    late = plan_tasks(rows, playbook=PLAYBOOK, plan=FOLLOW, as_of=date(2024, 6, 19))
    assert [draft.customer_id for draft in late] == [1, 3]
    assert late[0].why == "高潜力客户，30 天没有跟进"
    assert "从未有过" in late[1].why
    assert late[0].due_on == date(2024, 6, 22)


@pytest.mark.parametrize("case", cases("S3-01"), ids=lambda case: case["id"])
def test_the_worked_days(case) -> None:
    given = {name: date.fromisoformat(day) for name, day in case["given"].items()}
    rows = book((1, 5, given["最近跟进时间"]))
    drafts = plan_tasks(rows, playbook=PLAYBOOK, plan=FOLLOW, as_of=given["as_of"])
    assert bool(drafts) is case["expect"]["近30天未跟进"]


@pytest.mark.parametrize("case", cases("S2-26"), ids=lambda case: case["id"])
def test_a_class_d_customer_is_due_in_a_week(case) -> None:
    plan = PLAYBOOK.plan("D类客户挽回")
    as_of = date.fromisoformat(case["given"]["分层结果日期"])
    draft = draft_tasks([{"customer_id": 1}], plan, as_of=as_of)[0]
    assert draft.due_on.isoformat() == case["expect"]["任务截止"]
    assert draft.owner_role == case["expect"]["负责人角色"]


@pytest.mark.parametrize("case", cases("S1-19"), ids=lambda case: case["id"])
def test_a_cadence_runs_out(case) -> None:
    cadence = next(c for c in PLAYBOOK.cadences if c.tier == case["given"]["优先级"])
    last = date.fromisoformat(case["given"]["最近高层拜访"])
    assert is_overdue(cadence, last, date.fromisoformat(case["given"]["as_of"]))
    assert not is_overdue(cadence, last, date(2024, 5, 15))
    assert is_overdue(cadence, None, last)


@pytest.mark.parametrize("case", cases("S1-25"), ids=lambda case: case["id"])
def test_key_data_want_a_look_every_month(case) -> None:
    last, as_of = (date.fromisoformat(day) for day in case["given"].values())
    assert needs_review(last, as_of) is case["expect"]["需复核"]
    assert not needs_review(last, date(2024, 5, 15))
